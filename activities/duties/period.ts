import { DateTime } from 'luxon';
import type { Duty, DutyKind } from '../../domain/policy/duty';

/** The time that a duty is about, and by when what it asks for is done. All in UTC, ISO 8601. */
export interface DutyPeriod {
  readonly from: string;
  /** The first moment after it. */
  readonly to: string;
  readonly dueAt: string;
}

type Timing = Pick<Duty, 'what' | 'every' | 'at'>;

/** What looks forward: something is to be done in the period that has begun. The others look back on one that is over. */
const FORWARD: readonly DutyKind[] = ['survey', 'media-check', 'follow-up'];

/** What asks for nothing to be done: it is due when it is told. */
const TOLD_ONLY: readonly DutyKind[] = ['list'];

/**
 * The period of a duty at its latest time up to a moment, so that a run that comes late, or is asked for by hand, is about
 * the same period. A duty that looks back is about the last whole week, month or quarter; a daily one about the time since
 * it was done the day before, so that what is told in the evening holds the day. One that looks forward is about the day,
 * week, month or quarter that has begun, and due at its end.
 *
 * @param scheduledAt ISO 8601
 * @param zone IANA zone of the company
 * @throws RangeError if the time or the zone cannot be read
 */
export function periodOf(duty: Timing, scheduledAt: string, zone: string): DutyPeriod {
  const moment = DateTime.fromISO(scheduledAt, { zone });
  if (!moment.isValid) throw new RangeError('A duty needs a time in ISO 8601 and a zone that is known.');
  const begun = moment.startOf(duty.every);
  const start = timeIn(begun, duty.at) <= moment ? begun : begun.minus(one(duty));
  const time = timeIn(start, duty.at);
  const end = start.plus(one(duty));
  if (FORWARD.includes(duty.what)) return written(start, end, end);
  const before = start.minus(one(duty));
  const [from, to] = duty.every === 'day' ? [timeIn(before, duty.at), time] : [before, start];
  return written(from, to, TOLD_ONLY.includes(duty.what) ? time : end);
}

/** The period before one of these; for a comparison. */
export function periodBefore(
  { every }: Timing,
  { from }: DutyPeriod,
  zone: string,
): { from: Date; to: Date } {
  const to = DateTime.fromISO(from, { zone });
  return { from: to.minus(one({ every })).toJSDate(), to: to.toJSDate() };
}

/** Such as `attraction_4.3-callback_20261001T0000_20261101T0000`: the same for every repeat. */
export function reportId(pack: string, duty: string, { from, to }: DutyPeriod, zone: string): string {
  const local = (iso: string) => DateTime.fromISO(iso, { zone }).toFormat("yyyyMMdd'T'HHmm");
  return `${pack}_${duty}_${local(from)}_${local(to)}`;
}

function one({ every }: Pick<Duty, 'every'>) {
  return { [`${every}s`]: 1 };
}

/** The local time `HH:MM` on the first day of a stretch. */
function timeIn(start: DateTime, at: string): DateTime {
  const [hour, minute] = at.split(':').map(Number);
  return start.set({ hour: hour ?? 0, minute: minute ?? 0 });
}

function written(from: DateTime, to: DateTime, due: DateTime): DutyPeriod {
  return { from: iso(from), to: iso(to), dueAt: iso(due) };
}

function iso(time: DateTime): string {
  return time.toJSDate().toISOString();
}
