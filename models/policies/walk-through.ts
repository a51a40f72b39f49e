import { advance, type Advanced } from '../../domain/case/advance';
import type { EventBody } from '../../domain/case/events';
import type { Stage } from '../../domain/case/stage';
import { isRunning } from '../../domain/clocks/clock';
import { PROCEDURE } from '../../domain/people/actor';
import type { Rules } from './pack-schema';

/** Where a complaint waits, and what brought it there. */
interface Wait {
  readonly stage: Stage;
  readonly after: string;
}

const RECEIVED = '2026-03-02T01:00:00.000Z';
const LATER = '2026-03-09T01:00:00.000Z';

/** One complaint through two rounds, in the order of the procedure; after each of these it waits for somebody. */
const LIFE: readonly (readonly [after: string, ...bodies: EventBody[]])[] = [
  ['registration', entered('assigning')],
  ['assign', { type: 'assign', payload: { department: 'somewhere' } }, entered('accepting')],
  ['return', { type: 'return', payload: { reason: '-' } }, entered('assigning')],
  ['assign', { type: 'assign', payload: { department: 'somewhere' } }, entered('accepting')],
  ['accept', { type: 'accept', payload: {} }, entered('planning')],
  ['find', { type: 'find', payload: { finding: 'fault', rootCause: '-', text: '-' } }],
  ['plan', plan(), entered('handling')],
  ['complete-step', { type: 'complete-step', payload: { step: 1, result: '-' } }],
  [
    'resolve',
    { type: 'resolve', payload: { result: '-', customerContent: 'unknown' } },
    entered('confirming'),
  ],
  [
    'customer-unsatisfied',
    { type: 'customer-unsatisfied', payload: { reason: '-' } },
    { type: 'round-opened', payload: { round: 2 } },
    entered('planning'),
  ],
];

/**
 * Where a complaint without class or urgency would wait under these rules while no clock runs: "a complaint never waits
 * without a running clock and a person who is named for it".
 */
export function unattended(rules: Rules): Wait[] {
  const policy = { ...rules, version: 1 };
  const waits: Wait[] = [];
  let life = advance(policy, undefined, registered(rules.id), { at: RECEIVED, actor: PROCEDURE });
  for (const [after, ...bodies] of LIFE) {
    life = bodies.reduce<Advanced>(
      ({ state }, body) => advance(policy, state, body, { at: RECEIVED, actor: PROCEDURE }),
      life,
    );
    if (!life.state.clocks.some(isRunning)) waits.push({ stage: life.state.stage, after });
  }
  return waits;
}

function registered(id: string): EventBody {
  const intake = {
    kind: 'complaint',
    channel: '-',
    receivedAt: RECEIVED,
    customer: { name: '-' },
    matter: '-',
  } as const;
  return {
    type: 'registered',
    payload: { number: 'C20260302-000001', policy: { id, version: 1 }, intake, owner: 'agent' },
  };
}

function plan(): EventBody {
  const steps = [{ what: '-', owner: '-', due: LATER }];
  return { type: 'plan', payload: { owner: '-', steps, expectedCompletion: LATER } };
}

function entered(stage: Stage): EventBody {
  return { type: 'stage-entered', payload: { stage } };
}
