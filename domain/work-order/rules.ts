import type { OrderOutcome } from '../case/case';
import type { Holder } from '../clocks/clock';
import { CUSTOMER_SERVICE, PROCEDURE } from '../people/actor';
import { endClocks, rungTellings, startClock } from '../task/clocks';
import { isCommon, type ClockBody, type Stamp, type TaskEvent } from '../task/events';
import type { TaskRecipient, TaskRules, TaskTelling } from '../task/task';
import { admitToOrder } from './admit';
import type { OrderTerms, WorkOrder, WorkOrderBody, WorkOrderCommand } from './work-order';

export type WorkOrderEvent = TaskEvent<WorkOrderBody>;
type OwnEvent = WorkOrderBody & Stamp;

const KIND = 'work-order';
const SUPERVISOR: TaskRecipient = { role: 'supervisor', department: CUSTOMER_SERVICE };

/** ordered → accepted → finished, returned or cancelled. */
export const workOrderRules: TaskRules<WorkOrder, WorkOrderCommand, WorkOrderBody> = {
  apply: (state, event) => {
    if (event.type === 'ordered') return ordered(event.payload);
    if (!state) throw new RangeError(`A work order does not begin with '${event.type}'.`);
    return after(state, event);
  },
  clocks,
  admit: admitToOrder,
  tellings,
};

function ordered({ orderedBy, orderedAt, ...terms }: OrderTerms): WorkOrder {
  return {
    ...terms,
    revision: 0,
    stage: 'ordered',
    stageSince: orderedAt,
    issuedBy: orderedBy,
    issuedAt: orderedAt,
    clocks: [],
  };
}

function after(state: WorkOrder, event: Exclude<OwnEvent, { type: 'ordered' }>): WorkOrder {
  switch (event.type) {
    case 'accept':
      return { ...state, stage: 'accepted', stageSince: event.at, acceptedBy: event.actor.user };
    case 'finish':
      return ended(state, event, 'finished', event.payload.result);
    case 'return':
      return ended(state, event, 'returned', event.payload.reason);
    case 'cancel':
      return ended(state, event, 'cancelled', event.payload.reason);
  }
}

function ended(state: WorkOrder, { at, actor }: Stamp, outcome: OrderOutcome, text: string): WorkOrder {
  return { ...state, stage: outcome, stageSince: at, ended: { outcome, text, by: actor.user, at } };
}

/** Both clocks run from the order on, so that a late signature doesn't win time. */
function clocks(state: WorkOrder, event: OwnEvent): readonly ClockBody[] {
  const holder: Holder = { role: 'lead', department: state.department };
  const start = (rule: string, limit: Parameters<typeof startClock>[5]): ClockBody =>
    startClock(KIND, rule, state.clocks, holder, state.issuedAt, limit);
  switch (event.type) {
    case 'ordered':
      return [
        start('accept', state.rules.accept),
        start('finish', state.due === undefined ? state.rules.finish : { given: state.due }),
      ];
    case 'accept':
      return endClocks(state.clocks, 'met', ['accept']);
    case 'finish':
      return endClocks(state.clocks, 'met');
    case 'return':
      return [
        ...endClocks(state.clocks, 'met', ['accept']),
        ...endClocks(state.clocks, 'superseded', ['finish']),
      ];
    case 'cancel':
      return endClocks(state.clocks, 'superseded');
  }
}

function tellings(state: WorkOrder, event: WorkOrderEvent): readonly TaskTelling[] {
  if (isCommon(event)) return rungTellings(state.clocks, event, KIND, () => SUPERVISOR);
  const lead: TaskRecipient = { role: 'lead', department: state.department };
  const tell = (to: TaskRecipient): TaskTelling[] => [
    { seq: event.seq, template: `${KIND}-${event.type}`, to: [to] },
  ];
  switch (event.type) {
    case 'accept':
      return [];
    case 'ordered':
    case 'cancel':
      return tell(lead);
    case 'return':
    case 'finish':
      return tell(ordererOf(state));
  }
}

/** What the procedure ordered by itself comes back to whoever supervises. */
function ordererOf({ issuedBy: { user } }: WorkOrder): TaskRecipient {
  return user === PROCEDURE.user ? SUPERVISOR : { user };
}
