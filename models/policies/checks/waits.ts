import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';
import { unattended } from '../walk-through';

/** Stages in which a case of a kind that the pack takes in would wait while no clock runs. */
export function waits(rules: Rules): readonly Finding[] {
  return unattended(rules).map(({ kind, such, stage, after }) => {
    const which = `${kind}${such === '' ? '' : ` ${such}`}`;
    const place = `in ${stage}, after ${after}, a ${which} would wait without a clock`;
    return kind === 'complaint'
      ? { path: ['clocks'], message: `${place}: add one that starts there, such as one from enter:${stage}.` }
      : {
          path: ['kinds', rules.kinds.indexOf(kind)],
          message: `${place}: add one with when: { kind: [${kind}] } that starts there, such as one from enter:${stage}, or leave ${kind} out of kinds.`,
        };
  });
}
