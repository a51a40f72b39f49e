import { advance } from '../../domain/case/advance';
import { apply } from '../../domain/case/apply';
import type { Case } from '../../domain/case/case';
import type { CaseEvent, EventBody } from '../../domain/case/events';
import type { Customer } from '../../domain/case/intake';
import { PROCEDURE, type Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';

export const NUMBER = 'C20261124-000042';
export const REGISTERED_AT = '2026-11-24T06:00:00.000Z';
export const ASSIGNED_AT = '2026-11-24T06:10:00.000Z';
const DUE_AT = '2026-11-24T07:10:00.000Z';

export const POLICY: Policy = {
  id: 'media',
  version: 1,
  title: { zh: '媒体', en: 'Media' },
  clocks: [
    {
      id: '3.2-accept',
      clause: 'media/3.2-accept',
      title: { zh: '签收', en: 'Signing' },
      from: ['enter:accepting'],
      until: ['leave:accepting'],
      limit: { duration: 'PT1H', calendar: 'wall' },
      holder: 'lead',
      rungs: [{ at: 75, tell: ['holder'] }],
    },
  ],
  kinds: ['complaint'],
  defaults: [],
  notices: [],
  routing: {},
  arbitrateAfterReturns: 3,
  group: ['customer-service', 'marketing'],
  supervision: { always: ['supervisor'], byLevel: {}, calls: [], byRound: [] },
  planBeforeResult: false,
  pause: false,
  closing: { unsettledGrounds: [], reopenWindow: 'P30D' },
  titles: {},
  channels: [],
  record: { required: [], vague: [], judging: [], negating: [] },
  sensitive: [],
  levels: {},
  findings: {},
  workOrders: {
    accept: { duration: 'PT1H', calendar: 'wall' },
    finish: { duration: 'P2D', calendar: 'working' },
  },
  correctiveActions: {
    accept: { duration: 'P1D', calendar: 'working' },
    plan: { duration: 'P3D', calendar: 'working' },
    check: { duration: 'P5D', calendar: 'working' },
    repeatWithin: 'P90D',
  },
  recordIncidents: false,
  duties: [],
};

const AGENT: Actor = { user: 'agent-1', roles: ['agent'], department: 'customer-service' };

/** A case that was registered at 14:00 and assigned to marketing at 14:10, by the clock of Shanghai. */
export function recordedEvents(customer: Customer): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  let state: Case | undefined;
  const happen = (body: EventBody, at: string, actor: Actor, commandId?: string) => {
    const meta = { at, actor, ...(commandId !== undefined && { commandId }) };
    for (const event of advance(POLICY, state, body, meta).events) {
      const recorded = complete(event);
      events.push(recorded);
      state = apply(state, recorded);
    }
  };
  const intake = {
    kind: 'complaint',
    channel: 'phone',
    receivedAt: REGISTERED_AT,
    customer,
    matter: 'SECRET-MATTER',
  } as const;
  happen(
    {
      type: 'registered',
      payload: { number: NUMBER, policy: { id: 'media', version: 1 }, intake, owner: 'agent-1' },
    },
    REGISTERED_AT,
    AGENT,
  );
  happen({ type: 'stage-entered', payload: { stage: 'assigning' } }, REGISTERED_AT, PROCEDURE);
  happen(
    { type: 'note', payload: { text: 'SECRET-NOTE', visibility: 'internal' } },
    REGISTERED_AT,
    AGENT,
    'command-1',
  );
  happen({ type: 'assign', payload: { department: 'marketing' } }, ASSIGNED_AT, AGENT, 'command-2');
  happen({ type: 'stage-entered', payload: { stage: 'accepting' } }, ASSIGNED_AT, PROCEDURE);
  return events;
}

/** What `record` adds, with the calendar and the directory at hand. */
function complete(event: CaseEvent): CaseEvent {
  switch (event.type) {
    case 'assign':
      return { ...event, completion: { person: 'lead-marketing' } };
    case 'supervisor-named':
      return { ...event, completion: { person: 'supervisor-1' } };
    case 'clock-started':
      return { ...event, completion: { times: { dueAt: DUE_AT, rungs: [{ percent: 100, at: DUE_AT }] } } };
    default:
      return event;
  }
}

export function seqOf(events: readonly CaseEvent[], type: CaseEvent['type']): number {
  const event = events.find((candidate) => candidate.type === type);
  if (!event) throw new Error(`There is no ${type} among the events`);
  return event.seq;
}
