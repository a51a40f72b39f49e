import {
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
  uuid4,
  type WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { openOrders, type Case } from '../domain/case/case';
import type { CaseEvent, EventOf } from '../domain/case/events';
import { PROCEDURE } from '../domain/people/actor';
import type { Policy } from '../domain/policy/policy';
import {
  CORRECTIVE_ACTION,
  WORK_ORDER,
  type CorrectiveActionStart,
  type OrderEnvelope,
  type WorkOrderStart,
} from './messages';

/**
 * Starts the work orders and corrective actions that the recorded events issue, and cancels the orders of a case that
 * closes. They are workflows of their own, which outlive the run that started them: nobody waits for their handles,
 * they report by signal to the number of the case.
 */
export async function tendChildren(policy: Policy, state: Case, events: readonly CaseEvent[]): Promise<void> {
  for (const event of events) {
    if (event.type === 'order-work') await orderWork(policy, state, event);
    if (event.type === 'corrective-action-issued') await issue(policy, state, event);
    if (event.type === 'closed') await Promise.all(openOrders(state).map(({ id }) => cancel(id)));
  }
}

async function orderWork(
  policy: Policy,
  state: Case,
  { at, actor, payload }: EventOf<'order-work'>,
): Promise<void> {
  const order = state.orders.find(
    (one) => one.at === at && one.department === payload.department && one.task === payload.task,
  );
  if (!order) return;
  const { id, department, task, due } = order;
  const start: WorkOrderStart = {
    id,
    number: state.number,
    kind: state.intake.kind,
    department,
    task,
    ...(due !== undefined && { due }),
    orderedBy: actor,
    orderedAt: at,
    rules: policy.workOrders,
    ...sensitiveOf(policy),
  };
  await startChild(WORK_ORDER, { ...ABANDONED, workflowId: id, args: [start] });
}

async function issue(
  policy: Policy,
  state: Case,
  { payload, actor, at }: EventOf<'corrective-action-issued'>,
): Promise<void> {
  const { contentType, subtype } = state;
  const start: CorrectiveActionStart = {
    ...payload,
    cases: [state.number],
    issuedBy: actor,
    issuedAt: at,
    rules: policy.correctiveActions,
    ...sensitiveOf(policy),
    about: { ...(contentType && { contentType }), ...(subtype && { subtype }) },
  };
  await startChild(CORRECTIVE_ACTION, { ...ABANDONED, workflowId: payload.id, args: [start] });
}

function sensitiveOf({ sensitive }: Policy): { readonly sensitive?: readonly string[] } {
  return sensitive.length > 0 ? { sensitive } : {};
}

async function cancel(id: string): Promise<void> {
  const envelope: OrderEnvelope = {
    commandId: uuid4(),
    actor: PROCEDURE,
    payload: { reason: 'The case has been closed.' },
  };
  // One that has just ended is not there to be cancelled.
  await getExternalWorkflowHandle(id)
    .signal('cancel', envelope)
    .catch(() => undefined);
}

const ABANDONED = {
  parentClosePolicy: ParentClosePolicy.ABANDON,
  workflowIdReusePolicy: 'REJECT_DUPLICATE' satisfies WorkflowIdReusePolicy,
} as const;
