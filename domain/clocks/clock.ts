import type { Limit } from '../calendar/limit';
import type { Extension, HolderRole } from '../policy/policy';

export interface Holder {
  readonly role: HolderRole;
  readonly department: string;
  /** The user id; absent only while nobody in the directory has the role. */
  readonly person?: string;
  /** It is theirs because the case was returned so often that they decide who is responsible. */
  readonly arbitrates?: true;
}

export interface Pause {
  readonly from: string;
  readonly to?: string;
}

export interface ExtensionGranted {
  readonly until: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly agreedAt?: string;
  readonly agreedWith?: string;
}

/** When a clock is due, and when its rungs fire. Computed with the calendar when the clock is recorded. */
export interface ClockTimes {
  readonly dueAt: string;
  readonly rungs: readonly { readonly percent: number; readonly at: string }[];
  /** The latest time it may be extended to; absent: no cap. */
  readonly capAt?: string;
  /** The latest time to which a lead or an agent may extend it; absent: no bound. */
  readonly authorityAt?: string;
}

/** All that the calendar needs to say when a clock is due. */
export interface ClockReckoning {
  readonly startedAt: string;
  readonly limit: Limit | { readonly given: string };
  readonly pauses: readonly Pause[];
  readonly extendedTo?: string;
  readonly extendedAt?: string;
  readonly percents: readonly number[];
  readonly extension?: Extension;
}

/** One running or ended time limit of a case. All times are ISO 8601. */
export interface Clock {
  /** The rule's id, a `#` with the step or number where one rule runs several, and a `@` with the start count. */
  readonly id: string;
  readonly rule: string;
  readonly clause: string;
  readonly startedAt: string;
  readonly limit: Limit | { readonly given: string };
  readonly holder: Holder;
  readonly round: number;
  readonly step?: number;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly ExtensionGranted[];
  /** Absent while paused, and until recorded. */
  readonly times?: ClockTimes;
  /** The percents of the rungs that have fired. */
  readonly fired: readonly number[];
  readonly endedAt?: string;
  /** Why it ended: what it asked for was done; or its condition, stage, or case ended. */
  readonly ended?: 'met' | 'superseded';
}

export type ClockState = 'running' | 'paused' | 'kept' | 'broken';

export const BREACH = 100;

/** A broken clock goes on until its end; it stays broken. */
export function stateOf(clock: Clock): ClockState {
  if (clock.fired.includes(BREACH)) return 'broken';
  if (clock.endedAt !== undefined) return isLate(clock) ? 'broken' : 'kept';
  return isPaused(clock) ? 'paused' : 'running';
}

/** Whether it has not ended; one that is paused runs too. */
export function isRunning(clock: Clock): boolean {
  return clock.endedAt === undefined;
}

/** Whether it has not ended and stands still. */
export function isPaused(clock: Clock): boolean {
  return isRunning(clock) && clock.pauses.some((pause) => pause.to === undefined);
}

function isLate({ endedAt, times }: Clock): boolean {
  return endedAt !== undefined && times !== undefined && Date.parse(endedAt) > Date.parse(times.dueAt);
}

export interface DueRung {
  readonly clock: Clock;
  readonly percent: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The rung that fires next, over all clocks; of a clock that ended late, only its breach still does. */
export function nextRung(clocks: readonly Clock[]): DueRung | undefined {
  let next: DueRung | undefined;
  for (const clock of clocks) {
    const rung = nextRungOf(clock);
    if (rung && (!next || rung.at < next.at)) next = rung;
  }
  return next;
}

function nextRungOf(clock: Clock): DueRung | undefined {
  if (!clock.times || isPaused(clock)) return undefined;
  const end = clock.endedAt === undefined ? Infinity : Date.parse(clock.endedAt);
  for (const { percent, at } of clock.times.rungs) {
    if (clock.fired.includes(percent)) continue;
    const time = Date.parse(at);
    if (end === Infinity) return { clock, percent, at: time };
    if (percent === BREACH && time < end) return { clock, percent, at: time };
  }
  return undefined;
}

/** The earliest due time of the clocks that neither ended nor stand still, passed ones included. */
export function earliestDue(clocks: readonly Clock[]): string | undefined {
  return nextDue(clocks)?.dueAt;
}

/** The clock that is due first of those that neither ended nor stand still, passed ones included. */
export function nextDue(
  clocks: readonly Clock[],
): { readonly clock: Clock; readonly dueAt: string } | undefined {
  let next: { clock: Clock; dueAt: string } | undefined;
  for (const clock of clocks) {
    const dueAt = isRunning(clock) && !isPaused(clock) ? clock.times?.dueAt : undefined;
    if (dueAt && (!next || Date.parse(dueAt) < Date.parse(next.dueAt))) next = { clock, dueAt };
  }
  return next;
}

/** The running clocks of that id or, failing one, of that clause (with or without its pack). */
export function clocksNamed(clocks: readonly Clock[], name: string): readonly Clock[] {
  const running = clocks.filter(isRunning);
  const byId = running.filter((clock) => clock.id === name);
  if (byId.length > 0) return byId;
  return running.filter((clock) => clock.clause === name || clock.clause.endsWith(`/${name}`));
}
