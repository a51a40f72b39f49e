import type { Payload, PayloadCodec } from '@temporalio/common';
import { visit, walkGetWorkflowExecutionHistoryResponse } from '@temporalio/common/lib/internal-non-workflow';
import { temporal } from '@temporalio/proto';
import { ownerOf } from './envelope';

type History = temporal.api.history.v1.IHistory;
const HistoryMessage = temporal.api.history.v1.History;

/** Which workflow a history belongs to. */
export interface HistoryOwner {
  readonly namespace: string;
  readonly workflowId: string;
}

/** Where in a history a payload stands. */
interface Place {
  readonly workflowId: string;
  readonly inMarker: boolean;
}

/** The SDK's own notes (of a patch, of a local activity's number) stand in markers, past every codec. */
const MARKER = 'temporal.api.history.v1.MarkerRecordedEventAttributes';

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
  const initialContext: Place = { workflowId: owner.workflowId, inMarker: false };
  const decode = async (payloads: Payload[], place: Place): Promise<Payload[]> => {
    if (place.inMarker && payloads.every((payload) => ownerOf(payload) === undefined)) return payloads;
    return codec.decode(payloads, {
      type: 'workflow',
      namespace: owner.namespace,
      workflowId: place.workflowId,
    });
  };
  await visit({ history: copy }, walkGetWorkflowExecutionHistoryResponse, {
    transformPayload: async (payload, place) => (await decode([payload], place))[0] ?? payload,
    transformPayloads: decode,
    deriveContext: (message, typeName, place) => ({
      workflowId: otherWorkflowIn(message, typeName) ?? place.workflowId,
      inMarker: place.inMarker || typeName === MARKER,
    }),
    initialContext,
    skipHeaders: true,
    skipSearchAttributes: true,
  });
  return copy;
}

/** Events about a child or an external workflow: they hold payloads that were encoded for that one. */
const aboutAnother: ReadonlySet<string> = new Set([
  'temporal.api.history.v1.StartChildWorkflowExecutionInitiatedEventAttributes',
  'temporal.api.history.v1.ChildWorkflowExecutionCompletedEventAttributes',
  'temporal.api.history.v1.ChildWorkflowExecutionFailedEventAttributes',
  'temporal.api.history.v1.ChildWorkflowExecutionCanceledEventAttributes',
  'temporal.api.history.v1.SignalExternalWorkflowExecutionInitiatedEventAttributes',
]);

function otherWorkflowIn(message: object, typeName: string): string | undefined {
  if (!aboutAnother.has(typeName)) return undefined;
  return (
    workflowIdIn(message) ??
    ('workflowExecution' in message ? workflowIdIn(message.workflowExecution) : undefined)
  );
}

function workflowIdIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('workflowId' in value)) return undefined;
  return typeof value.workflowId === 'string' ? value.workflowId : undefined;
}
