import type { Duty, DutyKind } from '../../../domain/policy/duty';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';

/** Which kind of duty a value belongs to. */
const BELONGS_TO = {
  atLeast: 'call-backs',
  target: 'target',
  channels: 'media-check',
  reason: 'follow-up',
} as const satisfies Partial<Record<keyof Duty, DutyKind>>;

const OWN_VALUES = [
  'atLeast',
  'target',
  'channels',
  'reason',
] as const satisfies readonly (keyof typeof BELONGS_TO)[];

/** Duties with values of another kind of duty, or that nobody hears of. */
export function dutyProblems({ duties }: Rules): readonly Finding[] {
  return duties.flatMap((duty) => [...strangeValues(duty), ...untold(duty)]);
}

function strangeValues(duty: Duty): Finding[] {
  return OWN_VALUES.filter((key) => duty[key] !== undefined && duty.what !== BELONGS_TO[key]).map((key) => ({
    path: ['duties', { id: duty.id }, key],
    message: `belongs to ${BELONGS_TO[key]}, not to ${duty.what}: leave it out.`,
  }));
}

function untold({ id, tell }: Duty): Finding[] {
  if (tell.length > 0) return [];
  return [{ path: ['duties', { id }, 'tell'], message: 'nobody is told that it is due: name a role.' }];
}
