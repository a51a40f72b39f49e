import { useCompany } from '../company/company';
import { useLanguage, type Say } from '../language/language';
import { lengthOf, longTime } from './format';
import { useNow } from './now';

interface Props {
  readonly dueAt: string | null;
  readonly startedAt?: string | undefined;
  readonly paused?: boolean | undefined;
  /** Such as “media/3.2-accept · Signing”, for whoever points at it. */
  readonly clause?: string | undefined;
}

export type Pressure = 'broken' | 'soon' | 'calm' | 'paused' | 'none';

const HOUR = 3_600_000;
/** A clock is soon due when this share of its time is left, or an hour. */
const SOON = 0.25;
const MINUTE = 60_000;

/** Time left or gone, told by text, shape and colour: a filled square is broken, a half disc soon due, a ring has time. */
export function ClockChip({ dueAt, startedAt, paused, clause }: Props) {
  const { language, say } = useLanguage();
  const { zone } = useCompany();
  // Within the last minutes each second counts.
  const rough = useNow(MINUTE / 4);
  const close = dueAt !== null && Math.abs(Date.parse(dueAt) - rough) < 2 * MINUTE;
  const now = useNow(close ? 1_000 : MINUTE / 4);
  const pressure = pressureOf({ dueAt, startedAt, paused }, now);
  const detail = [
    clause,
    dueAt === null ? undefined : say('clock.due-at', { at: longTime(dueAt, language, zone) }),
  ];
  return (
    <span className={`clock-chip ${pressure}`} title={detail.filter(Boolean).join('\n')}>
      <i aria-hidden="true" />
      {textOf(pressure, dueAt, now, say)}
    </span>
  );
}

/** How much a clock presses at a time (epoch milliseconds). */
function pressureOf({ dueAt, startedAt, paused }: Props, now: number): Pressure {
  if (paused) return 'paused';
  if (dueAt === null) return 'none';
  const left = Date.parse(dueAt) - now;
  if (left <= 0) return 'broken';
  const whole = startedAt === undefined ? 0 : Date.parse(dueAt) - Date.parse(startedAt);
  return left <= HOUR || left <= whole * SOON ? 'soon' : 'calm';
}

function textOf(pressure: Pressure, dueAt: string | null, now: number, say: Say): string {
  if (pressure === 'paused') return say('clock.paused');
  if (dueAt === null) return say('clock.none');
  const length = lengthOf(Date.parse(dueAt) - now, say);
  return pressure === 'broken' ? say('clock.over', { length }) : say('clock.left', { length });
}
