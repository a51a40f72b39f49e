import type { ClockRule, Happening } from '../../../domain/policy/policy';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';
import { NAMES_A_TIME } from '../vocabulary';
import { happeningOf } from './places';

/** Clocks whose time a happening names, started by one that names none, or for cases that were never passed on. */
export function namedTimeProblems({ clocks }: Rules): readonly Finding[] {
  return clocks.flatMap((clock) => [...namelessStart(clock), ...measured(clock), ...untransferred(clock)]);
}

function namelessStart({ id, limit, from }: ClockRule): Finding[] {
  if (!('named' in limit)) return [];
  const naming: readonly Happening[] = NAMES_A_TIME[limit.named];
  const nameless = from.findIndex((trigger) => !naming.includes(happeningOf(trigger)));
  if (nameless < 0) return [];
  return [
    {
      path: ['clocks', { id }, 'from', nameless],
      message: `names no time of a ${limit.named}: start this clock from ${naming.join(' or ')}.`,
    },
  ];
}

function measured({ id, limit, since }: ClockRule): Finding[] {
  if (!('named' in limit) || since === undefined || limit.otherwise !== undefined) return [];
  return [
    {
      path: ['clocks', { id }, 'since'],
      message: 'a named time is not measured from receipt: leave since out.',
    },
  ];
}

/** Every complaint is received; only one that was passed on has the limit it came with. */
function untransferred({ id, limit, when }: ClockRule): Finding[] {
  if (!('named' in limit) || limit.named !== 'transfer' || when?.transferred === true) return [];
  return [
    {
      path: ['clocks', { id }, 'when', 'transferred'],
      message: 'only a case that was passed on comes with a limit: write when: { transferred: true }.',
    },
  ];
}
