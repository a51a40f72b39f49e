import type { ClockRule } from '../../../domain/policy/policy';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';
import { happeningOf } from './places';

/** Clocks that would stand still although the pack, or what they are for, forbids it. */
export function pauseProblems({ clocks, pause }: Rules): readonly Finding[] {
  return clocks
    .filter((clock) => clock.pausable === true && (!pause || reachesCustomer(clock)))
    .map(({ id }) => ({
      path: ['clocks', { id }, 'pausable'],
      message: pause
        ? 'a clock that runs for reaching the customer never stands still: leave pausable out.'
        : 'this pack grants no pause: write pause: true, or leave pausable out.',
    }));
}

function reachesCustomer({ facesCustomer, holder, limit, from, until }: ClockRule): boolean {
  if (facesCustomer === true || ('named' in limit && limit.named === 'promise')) return true;
  if (until.some((trigger) => happeningOf(trigger) === 'log-contact')) return true;
  return holder === 'owner' && from.some((trigger) => happeningOf(trigger) === 'enter:confirming');
}
