import fc from 'fast-check';
import type {
  ActionCommand,
  ActionStage,
  ActionTerms,
} from '../../domain/corrective-action/corrective-action';
import { admittedToAction } from '../../domain/corrective-action/admit';
import { actionRules } from '../../domain/corrective-action/rules';
import type { Actor } from '../../domain/people/actor';
import { advance, fold } from '../../domain/task/advance';
import type { TaskRules, Task } from '../../domain/task/task';
import type { Body, Stamp, TaskEvent } from '../../domain/task/events';
import { isRunning } from '../../domain/clocks/clock';
import { admittedToOrder } from '../../domain/work-order/admit';
import { workOrderRules } from '../../domain/work-order/rules';
import {
  isOpenOrder,
  type OrderTerms,
  type WorkOrderCommand,
  type WorkOrderStage,
} from '../../domain/work-order/work-order';

const START = Date.parse('2026-11-24T02:00:00.000Z');
const HOUR = 3_600_000;

const orderer: Actor = { user: 'agent', roles: ['agent'], department: 'customer-service' };
const actors: readonly Actor[] = [
  orderer,
  { user: 'lead-logistics', roles: ['lead'], department: 'logistics' },
  { user: 'handler-logistics', roles: ['handler'], department: 'logistics' },
  { user: 'lead-technical', roles: ['lead'], department: 'technical' },
  { user: 'supervisor', roles: ['supervisor'], department: 'customer-service' },
  { user: 'executive', roles: ['executive'] },
  { user: 'auditor', roles: ['auditor'] },
];

const limit = { duration: 'PT1H', calendar: 'wall' } as const;
const orderTerms: OrderTerms = {
  id: 'C20261124-000001-W1',
  number: 'C20261124-000001',
  kind: 'complaint',
  department: 'logistics',
  task: 'Send a board',
  orderedBy: orderer,
  orderedAt: new Date(START).toISOString(),
  rules: { accept: limit, finish: limit },
};
const actionTerms: ActionTerms = {
  id: 'R20261124-000001',
  cases: ['C20261124-000001'],
  department: 'logistics',
  persons: [],
  due: { given: new Date(START + 100 * HOUR).toISOString() },
  reason: 'Late again',
  issuedBy: orderer,
  issuedAt: new Date(START).toISOString(),
  rules: { accept: limit, plan: limit, check: limit, repeatWithin: 'P90D' },
  about: {},
};

const orderCommand: fc.Arbitrary<WorkOrderCommand> = fc.constantFrom<WorkOrderCommand>(
  { type: 'accept', payload: {} },
  { type: 'return', payload: { reason: 'Not ours' } },
  { type: 'finish', payload: { result: 'Sent' } },
  { type: 'cancel', payload: { reason: 'Not needed' } },
);
const actionCommand: fc.Arbitrary<ActionCommand> = fc.constantFrom<ActionCommand>(
  { type: 'accept', payload: {} },
  { type: 'plan', payload: { measures: ['Test'], due: new Date(START + 1_000 * HOUR).toISOString() } },
  { type: 'report', payload: { result: 'Tested' } },
  { type: 'verify', payload: { effective: 'yes', note: 'Good' } },
  { type: 'verify', payload: { effective: 'no', note: 'Bad' } },
);
const actor = fc.constantFrom(...actors);

/** Mostly by somebody who may, so that the far stages are reached; else by anybody. */
function sentBy<C extends Body>(command: fc.Arbitrary<C>, whoMay: (command: C) => string) {
  return fc.oneof(
    { weight: 4, arbitrary: command.map((sent) => [sent, named(whoMay(sent))] as const) },
    { weight: 1, arbitrary: fc.tuple(command, actor) },
  );
}

function named(user: string): Actor {
  const found = actors.find((one) => one.user === user);
  if (!found) throw new Error(`There is no ${user}.`);
  return found;
}

interface Step<S> {
  readonly before: S;
  readonly after: S;
  readonly type: string;
  readonly admitted: boolean;
}

/** Sends the commands one after the other, an hour apart; whatever is refused changes nothing. */
function play<S extends Task, C extends B, B extends Body>(
  rules: TaskRules<S, C, B>,
  first: B,
  sent: readonly (readonly [C, Actor])[],
): { steps: Step<S>[]; events: TaskEvent<B>[]; last: S } {
  const opened = advance(rules, undefined, first, { at: new Date(START).toISOString(), actor: orderer });
  const events = [...opened.events];
  const steps: Step<S>[] = [];
  let state = opened.state;
  sent.forEach(([body, by], index) => {
    const now = START + (index + 1) * HOUR;
    const at = new Date(now).toISOString();
    const refusal = rules.admit(state, { commandId: String(index), actor: by, body }, now);
    const next = refusal ? undefined : advance(rules, state, body, { at, actor: by });
    steps.push({ before: state, after: next?.state ?? state, type: body.type, admitted: !refusal });
    events.push(...(next?.events ?? []));
    state = next?.state ?? state;
  });
  return { steps, events, last: state };
}

/** What holds for both: seqs without gaps, the same state from the events however often, and clocks that have an end. */
function checkRecord<S extends Task, C extends B, B extends Body>(
  rules: TaskRules<S, C, B>,
  { events, last }: { events: readonly (TaskEvent<B> & Stamp)[]; last: S },
): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(fold(rules, undefined, events)).toEqual(last);
  const running = last.clocks.filter(isRunning).map(({ rule }) => rule);
  expect(new Set(running).size).toBe(running.length);
}

const orderWho = ({ type }: WorkOrderCommand): string => (type === 'cancel' ? 'agent' : 'lead-logistics');
const actionWho = ({ type }: ActionCommand): string => (type === 'verify' ? 'supervisor' : 'lead-logistics');

test('a work order goes only where it may, and once ended it stays as it is', () => {
  const ways: Readonly<Record<WorkOrderStage, readonly WorkOrderStage[]>> = {
    ordered: ['accepted', 'returned', 'cancelled'],
    accepted: ['finished', 'returned', 'cancelled'],
    finished: [],
    returned: [],
    cancelled: [],
  };
  fc.assert(
    fc.property(fc.array(sentBy(orderCommand, orderWho), { maxLength: 12 }), (sent) => {
      const played = play(workOrderRules, { type: 'ordered', payload: orderTerms }, sent);
      checkRecord(workOrderRules, played);
      for (const { before, after, admitted } of played.steps) {
        if (admitted) expect(ways[before.stage]).toContain(after.stage);
        else expect(after).toBe(before);
      }
      const { last } = played;
      expect(last.ended === undefined).toBe(isOpenOrder(last));
      if (!isOpenOrder(last)) expect(last.clocks.filter(isRunning)).toEqual([]);
      for (const { roles, ...by } of actors) {
        const may = admittedToOrder(last, { roles, ...by });
        if (roles.includes('auditor') || by.department === 'technical') expect(may).toEqual([]);
      }
    }),
  );
});

test('a corrective action is watched only once it was found effective, and checked only after a report', () => {
  const ways: Readonly<Record<ActionStage, readonly ActionStage[]>> = {
    issued: ['accepted'],
    accepted: ['planned'],
    planned: ['planned', 'reported'],
    reported: ['watching', 'accepted'],
    watching: [],
    closed: [],
  };
  fc.assert(
    fc.property(fc.array(sentBy(actionCommand, actionWho), { maxLength: 24 }), (sent) => {
      const played = play(actionRules, { type: 'issued', payload: actionTerms }, sent);
      checkRecord(actionRules, played);
      for (const { before, after, admitted, type } of played.steps) {
        if (admitted) expect(ways[before.stage]).toContain(after.stage);
        else expect(after).toBe(before);
        if (admitted && type === 'verify') expect(before.report).toBeDefined();
      }
      const { last } = played;
      expect(last.stage === 'watching').toBe(last.checks.at(-1)?.effective === 'yes');
      if (last.stage === 'watching') expect(last.clocks.filter(isRunning)).toEqual([]);
      else expect(last.clocks.filter(isRunning)).not.toEqual([]);
      const auditor = actors.find(({ roles }) => roles.includes('auditor'));
      if (auditor) expect(admittedToAction(last, auditor)).toEqual([]);
    }),
  );
});
