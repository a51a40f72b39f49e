import { z } from 'zod';
import { calendarSettingsSchema, notableDays, type CalendarStore } from '../../models/calendars';
import { allBut } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2199;

const daySchema = z.object({
  date: z.iso.date(),
  works: z.boolean(),
  name: z.object({ zh: z.string(), en: z.string() }).nullable(),
  saidBy: z
    .enum(['state', 'company'])
    .meta({ description: 'The State Council’s notice, or the company’s own word' }),
  hours: calendarSettingsSchema.shape.workingHours
    .nullable()
    .meta({ description: 'Of that day alone; null: the usual ones, where people work' }),
});

const yearSchema = z
  .object({
    year: z.int(),
    version: z.int(),
    workingHours: calendarSettingsSchema.shape.workingHours,
    coveredUntil: z.iso.date().meta({ description: 'Later days count as plain weeks' }),
    days: z.array(daySchema).meta({
      description: 'Those that are not simply Monday to Friday at work and the weekend off, in their order',
    }),
  })
  .meta({ id: 'CalendarYear' });

const example = {
  year: 2026,
  version: 3,
  workingHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ],
  coveredUntil: '2026-12-31',
  days: [
    { date: '2026-01-01', works: false, name: { zh: '元旦', en: 'New Year' }, saidBy: 'state', hours: null },
  ],
};

/** A year of the company's calendar, day by day. */
export function calendarYearRoute({
  calendars,
}: {
  readonly calendars: Pick<CalendarStore, 'load' | 'calendar'>;
}): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/calendars/years/{year}',
      allow: allBut('customer', 'integration'),
      id: 'readCalendarYear',
      tag: 'Calendar',
      summary: 'A year of the company’s calendar',
      params: z.object({
        year: z.coerce.number().int().min(FIRST_YEAR).max(LAST_YEAR).meta({ example: 2026 }),
      }),
      answers: {
        200: {
          description: 'Its holidays, make-up days and the company’s own days',
          body: yearSchema,
          example,
        },
      },
      problems: ['invalid'],
    },
    async ({ params: { year } }) => {
      const [settings, { coveredUntil }] = await Promise.all([calendars.load(), calendars.calendar()]);
      const { version, workingHours } = settings;
      const days = notableDays(settings, year).map(({ name = null, hours = null, ...day }) => ({
        ...day,
        name,
        hours,
      }));
      return ok({ year, version, workingHours, coveredUntil, days });
    },
  );
}
