import { DateTime } from 'luxon';
import type { NoticeSettings } from '../../models/notices';

/** When somebody's mail goes out, by their own settings. */
export type Mailing =
  | { readonly kind: 'now' }
  /** They read it in the console alone. */
  | { readonly kind: 'never' }
  /** `notBefore` is ISO 8601, UTC. */
  | { readonly kind: 'later'; readonly notBefore: string; readonly digest: boolean };

/** The hour at which a daily digest goes out. */
const DAILY_AT = 9;

/**
 * @param at when the notice was written, ISO 8601
 * @param urgent it can't wait: neither quiet hours nor a digest hold it back
 */
export function whenToMail(settings: NoticeSettings | undefined, at: string, urgent: boolean): Mailing {
  if (!settings) return { kind: 'now' };
  if (!settings.channels.includes('email')) return { kind: 'never' };
  if (urgent) return { kind: 'now' };
  const written = DateTime.fromISO(at, { zone: settings.zone });
  const gathered = endOfDigest(settings, written);
  const notBefore = afterQuietHours(settings, gathered);
  if (notBefore.toMillis() === written.toMillis()) return { kind: 'now' };
  return {
    kind: 'later',
    notBefore: notBefore.toUTC().toJSDate().toISOString(),
    digest: settings.digest !== 'none',
  };
}

function endOfDigest({ digest }: NoticeSettings, written: DateTime): DateTime {
  switch (digest) {
    case 'none':
      return written;
    case 'hourly':
      return written.startOf('hour').plus({ hours: 1 });
    case 'daily': {
      const today = written.startOf('day').set({ hour: DAILY_AT });
      return written < today ? today : today.plus({ days: 1 });
    }
  }
}

/** The same time, or the end of the quiet hours that it falls into; their end itself is not quiet. */
function afterQuietHours({ quietHours }: NoticeSettings, time: DateTime): DateTime {
  if (!quietHours) return time;
  const from = onDayOf(time, quietHours.from);
  const to = onDayOf(time, quietHours.to);
  const overnight = from > to;
  if (!overnight) return time >= from && time < to ? to : time;
  if (time < to) return to;
  return time >= from ? onDayOf(time.plus({ days: 1 }), quietHours.to) : time;
}

function onDayOf(day: DateTime, hhmm: string): DateTime {
  const [hour, minute] = hhmm.split(':').map(Number);
  return day.startOf('day').set({ hour: hour ?? 0, minute: minute ?? 0 });
}
