/** How many were asked, and how many of them were satisfied. */
export interface Answers {
  readonly respondents: number;
  readonly satisfied: number;
}

/** Satisfaction beside its target. */
export interface Achievement extends Answers {
  /** In percent. */
  readonly target: number;
  /** In percent, cut off after two digits, so that it never looks better than it is; absent: nobody was asked. */
  readonly percent?: number;
  /** Absent: nobody was asked. */
  readonly met?: boolean;
}

/** Percents are compared in whole millionths, since 99.8 is no binary fraction. */
const MILLIONTHS = 1_000_000;

/** A share in percent, cut off after two decimals; undefined of nothing. */
export function shareOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part * 10_000) / whole) / 100;
}

/** Whether the answers reach the target, in percent; without an answer neither yes nor no. */
export function achievementOf({ respondents, satisfied }: Answers, target: number): Achievement {
  const percent = shareOf(satisfied, respondents);
  if (percent === undefined) return { target, respondents, satisfied };
  const met = satisfied * 100 * MILLIONTHS >= Math.round(target * MILLIONTHS) * respondents;
  return { target, respondents, satisfied, percent, met };
}
