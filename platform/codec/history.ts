import type { PayloadCodec, WorkflowSerializationContext } from '@temporalio/common';
import { visit, walkGetWorkflowExecutionHistoryResponse } from '@temporalio/common/lib/internal-non-workflow';
import { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;
const HistoryMessage = temporal.api.history.v1.History;

/** Which workflow a history belongs to. */
export interface HistoryOwner {
  readonly namespace: string;
  readonly workflowId: string;
}

/**
 * A copy of a workflow's history, live or archived, with its payloads decrypted. What cannot be decrypted any
 * more, because the key of the case was destroyed, stands there as a {@link RefusedValue}; the events stay.
 *
 * @throws as the codec's `decode` does
 */
export async function decodeHistory(
  codec: PayloadCodec,
  owner: HistoryOwner,
  history: History,
): Promise<History> {
  const copy = HistoryMessage.decode(HistoryMessage.encode(history).finish());
  const initialContext: WorkflowSerializationContext = { type: 'workflow', ...owner };
  await visit({ history: copy }, walkGetWorkflowExecutionHistoryResponse, {
    transformPayload: async (payload, context) => (await codec.decode([payload], context))[0] ?? payload,
    transformPayloads: (payloads, context) => codec.decode(payloads, context),
    deriveContext: (message, _typeName, context) => {
      const workflowId = otherWorkflowIn(message);
      return workflowId === undefined ? context : { ...context, workflowId };
    },
    initialContext,
    skipHeaders: true,
    skipSearchAttributes: true,
  });
  return copy;
}

/** Events about a child or an external workflow hold payloads that were encoded for that one. */
function otherWorkflowIn(message: object): string | undefined {
  if (message instanceof temporal.api.history.v1.StartChildWorkflowExecutionInitiatedEventAttributes) {
    return message.workflowId;
  }
  if (
    message instanceof temporal.api.history.v1.SignalExternalWorkflowExecutionInitiatedEventAttributes ||
    message instanceof temporal.api.history.v1.ChildWorkflowExecutionCompletedEventAttributes ||
    message instanceof temporal.api.history.v1.ChildWorkflowExecutionFailedEventAttributes ||
    message instanceof temporal.api.history.v1.ChildWorkflowExecutionCanceledEventAttributes
  ) {
    return message.workflowExecution?.workflowId ?? undefined;
  }
  return undefined;
}
