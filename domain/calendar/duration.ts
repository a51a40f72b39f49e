/** An ISO 8601 duration of one kind: whole weeks, whole days, or a time in milliseconds. */
export type Duration =
  | { readonly kind: 'weeks'; readonly count: number }
  | { readonly kind: 'days'; readonly count: number }
  | { readonly kind: 'time'; readonly ms: number };

export type DurationReading = { readonly duration: Duration } | { readonly problem: string };

/** A duration that no pack may use. The message says what was wrong and what to write. */
export class DurationError extends Error {
  override readonly name = 'DurationError';
}

const weeksOrDays = /^P(\d{1,4})([WD])$/;
const time = /^PT(?=\d)(?:(\d{1,5})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?$/;
const tenYears = 3660 * 86_400_000;

/**
 * Reads the durations that policy packs use: `P1W`, `P2D`, `PT24H`, `PT1H30M`, `PT30M`, `PT45S`. Months and years
 * are refused because they have no fixed length; so are fractions, days mixed with hours, zero, and more than ten
 * years.
 */
export function readDuration(text: string): DurationReading {
  const duration = recognise(text);
  if (!duration) return { problem: whatIsWrong(text) };
  const length = wallLength(duration);
  if (length === 0) return { problem: `The duration "${text}" is zero: a limit has to be longer.` };
  if (length > tenYears)
    return { problem: `The duration "${text}" is longer than ten years: write a shorter one.` };
  return { duration };
}

/** As readDuration, for a text that has been checked before. Throws a DurationError. */
export function parseDuration(text: string): Duration {
  const reading = readDuration(text);
  if ('problem' in reading) throw new DurationError(reading.problem);
  return reading.duration;
}

/** The duration by the wall clock in milliseconds: a day is 24 hours, a week 7 days. */
export function wallLength(duration: Duration): number {
  switch (duration.kind) {
    case 'weeks':
      return duration.count * 7 * 86_400_000;
    case 'days':
      return duration.count * 86_400_000;
    case 'time':
      return duration.ms;
  }
}

function recognise(text: string): Duration | undefined {
  const [, count, unit] = weeksOrDays.exec(text) ?? [];
  if (count !== undefined) return { kind: unit === 'W' ? 'weeks' : 'days', count: Number(count) };
  const parts = time.exec(text);
  if (!parts) return undefined;
  const [, hours = 0, minutes = 0, seconds = 0] = parts;
  return { kind: 'time', ms: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 };
}

function whatIsWrong(text: string): string {
  const shown = JSON.stringify(text.slice(0, 40));
  if (/^P\d+[YM]/.test(text)) {
    return `The duration ${shown} uses months or years, which have no fixed length: write days, such as P30D.`;
  }
  if (/^P\d+[WD][T\d]/.test(text)) {
    return `The duration ${shown} mixes days with other units: write one of them, such as P2D or PT36H.`;
  }
  return `${shown} is not a duration that packs use: write whole numbers as in PT30M, PT24H, P2D, or P1W.`;
}
