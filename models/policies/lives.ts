import type { Outcome } from '../../domain/case/case';
import type { Finding } from '../../domain/case/commands';
import type { EventBody } from '../../domain/case/events';
import type { Kind } from '../../domain/case/intake';
import type { Stage } from '../../domain/case/stage';
import { CUSTOMER_SERVICE } from '../../domain/people/actor';
import type { Rules } from './pack-schema';

/** What happens in one go; after it the case waits for somebody. */
export type Step = readonly [after: string, ...bodies: EventBody[]];

const SOMEWHERE = 'somewhere';
const LATER = '2026-03-09T01:00:00.000Z';

/** A case of a kind from its registration to its end and once more, in the order that the workflows have it under these rules. */
export function lifeOf(kind: Kind, rules: Rules, finding: Finding = 'fault'): readonly Step[] {
  switch (kind) {
    case 'complaint':
      return complaint(rules, finding);
    case 'consultation':
      return [
        ['registration', entered('answering')],
        ['reopen', answer(), ...closedAndReopened('answering', { kind: 'answered' })],
      ];
    case 'suggestion':
      return [
        ['registration', entered('deciding')],
        ['assign', assign(SOMEWHERE)],
        [
          'decide-suggestion',
          { type: 'decide-suggestion', payload: { adopted: 'partly', reason: '-' } },
          entered('answering'),
        ],
        ['reopen', answer(), ...closedAndReopened('deciding', { kind: 'answered', adopted: 'partly' })],
      ];
  }
}

/** Where nobody is answerable it is explained, and the customer asked. */
export function unanswerable({ triage }: Rules): readonly Step[] {
  const [script] = triage?.scripts ?? [];
  if (!script) return [];
  return [
    ['registration', entered('assigning')],
    [
      'triage (not answerable)',
      { type: 'triage', payload: { answerable: 'no', script: script.id } },
      entered('confirming'),
    ],
  ];
}

function complaint(rules: Rules, finding: Finding): readonly Step[] {
  return [
    ['registration', entered('assigning')],
    ...(rules.triage && rules.ownedBy ? ownWork() : toDepartment(rules)),
    ['find', { type: 'find', payload: { finding, rootCause: '-', text: '-' } }],
    ['plan', plan(), entered('handling')],
    ['complete-step', { type: 'complete-step', payload: { step: 1, result: '-' } }],
    ...ending(rules),
  ];
}

/** The specialist who owns it handles it (iptv/4-orders). */
function ownWork(): readonly Step[] {
  return [['triage', answerable(), assign(CUSTOMER_SERVICE), entered('planning')]];
}

function toDepartment({ triage }: Rules): readonly Step[] {
  return [
    ...(triage ? ([['triage', answerable()]] as const) : []),
    ['assign', assign(SOMEWHERE), entered('accepting')],
    ['return', { type: 'return', payload: { reason: '-' } }, entered('assigning')],
    ['assign', assign(SOMEWHERE), entered('accepting')],
    ['accept', { type: 'accept', payload: {} }, entered('planning')],
  ];
}

function ending({ closing: { finalResponse } }: Rules): readonly Step[] {
  const [response] = finalResponse ?? [];
  if (response) {
    const outcome = { kind: 'responded', outcome: response.id } as const;
    // The response itself closes the case: nobody waits until it is reopened.
    return [['reopen', resolve(response.id), ...closedAndReopened('planning', outcome)]];
  }
  return [
    ['resolve', resolve(), entered('confirming')],
    [
      'customer-unsatisfied',
      { type: 'customer-unsatisfied', payload: { reason: '-' } },
      ...nextRound('planning'),
    ],
    [
      'reopen',
      resolve(),
      entered('confirming'),
      { type: 'customer-satisfied', payload: { rating: 5 } },
      ...closedAndReopened('planning', { kind: 'satisfied', rating: 5 }),
    ],
  ];
}

function answerable(): EventBody {
  return { type: 'triage', payload: { answerable: 'unclear' } };
}

function assign(department: string): EventBody {
  return { type: 'assign', payload: { department } };
}

function resolve(outcome?: string): EventBody {
  const result = { result: '-', customerContent: 'unknown' } as const;
  return { type: 'resolve', payload: { ...result, ...(outcome !== undefined && { outcome }) } };
}

function answer(): EventBody {
  return { type: 'answer', payload: { text: '-' } };
}

function closedAndReopened(stage: Stage, outcome: Outcome): readonly EventBody[] {
  return [
    entered('closed'),
    { type: 'closed', payload: { outcome, reopenUntil: LATER } },
    { type: 'reopen', payload: { reason: '-' } },
    ...nextRound(stage),
  ];
}

function nextRound(stage: Stage): readonly EventBody[] {
  return [{ type: 'round-opened', payload: { round: 2 } }, entered(stage)];
}

function plan(): EventBody {
  const steps = [{ what: '-', owner: '-', due: LATER }];
  return { type: 'plan', payload: { owner: '-', steps, expectedCompletion: LATER } };
}

export function entered(stage: Stage): EventBody {
  return { type: 'stage-entered', payload: { stage } };
}
