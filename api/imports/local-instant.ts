import { DateTime } from 'luxon';

const FORMS = [
  'yyyy-M-d H:m:s',
  'yyyy-M-d H:m',
  'yyyy-M-d',
  'yyyy/M/d H:m:s',
  'yyyy/M/d H:m',
  'yyyy/M/d',
  'yyyy.M.d H:m',
  'yyyy.M.d',
  "yyyy'年'M'月'd'日' H:m:s",
  "yyyy'年'M'月'd'日' H:m",
  "yyyy'年'M'月'd'日'",
] as const;

/**
 * A time as people write it into a sheet, as ISO 8601 with the offset of the zone in which it was; undefined if it is of
 * no form that is known, or of a day that does not exist.
 *
 * @param zone IANA zone in which a time without an offset is meant
 */
export function localInstant(text: string, zone: string): string | undefined {
  const written = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (/^\d{4}-\d\d-\d\dT/.test(written)) {
    const exact = DateTime.fromISO(written, { zone });
    return exact.isValid ? exact.toISO() : undefined;
  }
  for (const form of FORMS) {
    const read = DateTime.fromFormat(written, form, { zone });
    if (read.isValid) return read.toISO();
  }
  return undefined;
}
