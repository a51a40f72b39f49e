import type { Duty } from '../../../domain/policy/duty';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';

/** Duties with values of another kind of duty, without those of their own, or that nobody hears of. */
export function dutyProblems({ duties }: Rules): readonly Finding[] {
  return duties.flatMap((duty) =>
    problemsOf(duty).map(([key, message]) => ({ path: ['duties', { id: duty.id }, key], message })),
  );
}

function problemsOf({ what, atLeast, target, tell }: Duty): (readonly [key: string, message: string])[] {
  return [
    ...(atLeast !== undefined && what !== 'call-backs'
      ? [['atLeast', `belongs to call-backs, not to ${what}: leave it out.`] as const]
      : []),
    ...(atLeast === undefined && what === 'call-backs'
      ? [['atLeast', 'is missing: write how many call-backs a period has at the least.'] as const]
      : []),
    ...(target !== undefined && what !== 'target'
      ? [['target', `belongs to target, not to ${what}: leave it out.`] as const]
      : []),
    ...(target === undefined && what === 'target'
      ? [['target', 'is missing: write the satisfaction that is aimed at, in percent.'] as const]
      : []),
    ...(tell.length === 0 ? [['tell', 'nobody is told that it is due: name a role.'] as const] : []),
  ];
}
