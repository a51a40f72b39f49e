import { IANAZone } from 'luxon';
import { z } from 'zod';

/** A local time of day. `24:00` is the midnight that ends the day. */
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a time from 00:00 to 24:00.');

const hours = z
  .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
  .min(1, 'Name at least one working interval.')
  .max(12, 'A day has at most twelve working intervals.')
  // Times of this form sort as texts.
  .refine((intervals) => intervals.every(({ from, to }) => from < to), 'An interval ends after it begins.')
  .refine(
    (intervals) => intervals.every(({ from }, index) => from >= (intervals[index - 1]?.to ?? '00:00')),
    'Put the intervals in order, without overlap.',
  );

const name = z.string().trim().min(1).max(80);

const override = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off'), date: z.iso.date(), name: name.optional() }),
  z.strictObject({
    kind: z.literal('working'),
    date: z.iso.date(),
    hours: hours.optional(),
    name: name.optional(),
  }),
]);

/** What an administrator can change about the company's calendar. */
export const calendarChangeSchema = z.strictObject({
  /** An IANA name, such as `Asia/Shanghai`. */
  zone: z
    .string()
    .refine(
      (zone) => IANAZone.isValidZone(zone),
      'Name a time zone of the IANA list, such as Asia/Shanghai.',
    ),
  /** The working intervals of an ordinary working day. */
  workingHours: hours,
  /** Days that differ from the public calendar: off, or working, with hours of their own if they name any. */
  overrides: z
    .array(override)
    .max(2000, 'At most 2000 days can be overridden.')
    .refine(
      (days) => new Set(days.map(({ date }) => date)).size === days.length,
      'Each date is overridden once.',
    ),
});

/** A change of the calendar in what it names; everything else stays as it is. */
export const calendarPatchSchema = z.strictObject({
  zone: calendarChangeSchema.shape.zone.exactOptional(),
  workingHours: hours.exactOptional(),
  /** Days off, and days on which people work; each replaces what was said of its date. */
  days: calendarChangeSchema.shape.overrides.exactOptional(),
  /** Dates of which the company says nothing of its own any more. */
  restore: z.array(z.iso.date()).max(2000).exactOptional(),
});

export const calendarSettingsSchema = calendarChangeSchema.extend({
  /** Counts the changes; 0 is the calendar out of the box. */
  version: z.int().min(0),
});

export type CalendarChange = z.infer<typeof calendarChangeSchema>;
export type CalendarSettings = z.infer<typeof calendarSettingsSchema>;
export type CalendarPatch = z.infer<typeof calendarPatchSchema>;
export type WorkingHours = CalendarChange['workingHours'];
export type DayOverride = CalendarChange['overrides'][number];

/** The calendar out of the box: mainland China, 09–12 and 13–18. */
export const defaultCalendar: CalendarSettings = {
  version: 0,
  zone: 'Asia/Shanghai',
  workingHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ],
  overrides: [],
};

/** The settings with the change made; days stand in the order of their dates. */
export function patched(settings: CalendarChange, patch: CalendarPatch): CalendarChange {
  const { zone = settings.zone, workingHours = settings.workingHours, days = [], restore = [] } = patch;
  const replaced = new Set([...restore, ...days.map(({ date }) => date)]);
  const kept = settings.overrides.filter(({ date }) => !replaced.has(date));
  const overrides = [...kept, ...days].sort((one, other) => (one.date < other.date ? -1 : 1));
  return { zone, workingHours, overrides };
}
