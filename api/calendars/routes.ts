import { z } from 'zod';
import { CalendarError } from '../../domain/calendar/calendar';
import { isSame } from '../../domain/clocks/same';
import type { Actor } from '../../domain/people/actor';
import {
  CalendarConflictError,
  calendarPatchSchema,
  calendarSettingsSchema,
  chinaCalendar,
  patched,
  type CalendarChange,
  type CalendarSettings,
  type CalendarStore,
} from '../../models/calendars';
import { calendarChange, type RuleChangeStore } from '../../models/rule-changes';
import type { Logger } from '../../platform/logging';
import { allBut, only } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok, type Reply } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { previewExample, previewSchema, type Preview } from '../rule-changes/preview';
import type { ChangeStarter } from '../rule-changes/starter';
import { changeExample, changeSchema, changeView, dryRun, reason } from '../rule-changes/view';
import { compareWith, type Compared } from './compare';
import { calendarYearRoute } from './year-route';

export interface CalendarServices extends Compared {
  readonly calendars: Pick<CalendarStore, 'load' | 'calendar' | 'change'>;
  readonly ruleChanges: RuleChangeStore;
  readonly startChange: ChangeStarter;
  readonly logger: Logger;
}

const ROOT = '/api/v1/calendars';
const tag = 'Calendar';

const calendarSchema = calendarSettingsSchema
  .extend({
    coveredUntil: z.iso.date().meta({
      description: 'The last day for which public holidays are known; later days count as plain weeks',
    }),
  })
  .meta({ id: 'Calendar' });

const body = z
  .strictObject({
    ...calendarPatchSchema.shape,
    basedOn: z
      .int()
      .min(0)
      .exactOptional()
      .meta({ description: 'The version that the change was made on; another one is answered with 409' }),
    reason,
    dryRun,
  })
  .meta({ id: 'CalendarChange' });
type Body = z.output<typeof body>;

const bodyExample = {
  days: [
    { kind: 'off', date: '2026-11-27', name: 'Power cut' },
    { kind: 'working', date: '2026-11-28', hours: [{ from: '09:00', to: '12:00' }] },
  ],
  reason: 'Power cut: the works are closed on Friday, Saturday morning makes up for it',
  dryRun: true,
};

/** The company's calendar, and what it says of a change before it is made and while it is brought to the cases. */
export function calendarRoutes(services: CalendarServices): Route[] {
  return [current(services), calendarYearRoute(services), change(services), progress(services)];
}

function current({ calendars }: CalendarServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/current`,
      allow: allBut('customer', 'integration'),
      id: 'readCalendar',
      tag,
      summary: 'The company’s calendar',
      description:
        'Public holidays and make-up days of mainland China are known by themselves; “overrides” are the days of which the company says something of its own.',
      answers: { 200: { description: 'The newest version', body: calendarSchema } },
      problems: [],
    },
    async () => {
      const [settings, { coveredUntil }] = await Promise.all([calendars.load(), calendars.calendar()]);
      return ok({ ...settings, coveredUntil });
    },
  );
}

function change(services: CalendarServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/changes`,
      allow: only('administrator'),
      id: 'changeCalendar',
      tag,
      summary: 'Change the company’s calendar',
      description:
        'Days off, days on which people work, working hours, the zone. With “dryRun” every running clock of every open case is compared, and nothing is changed. Otherwise it is in force at once, and the cases whose times move are given their new times, with the reason.',
      takes: 'json',
      body,
      bodyExample,
      answers: {
        200: { description: 'What the change would move', body: previewSchema, example: previewExample },
        202: {
          description: 'It is in force, and on its way to the cases',
          body: changeSchema,
          example: { ...changeExample, status: 'under-way', finishedAt: null, done: 20 },
          headers: { Location: 'Where its progress is' },
        },
      },
      problems: [...BODY_PROBLEMS, 'outdated'],
    },
    async ({ actor, body: wanted }) => {
      const settings = await services.calendars.load();
      checkBase(wanted, settings);
      const { basedOn: _checked, reason: why, dryRun: wouldMove, ...patch } = wanted;
      const changed = patched(settings, patch);
      checkIsChange(settings, changed);
      // The comparison also says whether the calendar can tell every due time.
      const preview = await compared(services, { ...changed, version: settings.version + 1 });
      return wouldMove ? ok(preview.view()) : make(services, actor, settings.version, changed, why);
    },
  );
}

function progress({ ruleChanges }: CalendarServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/changes/{id}`,
      allow: only('administrator', 'auditor'),
      id: 'readCalendarChange',
      tag,
      summary: 'How far a change of the calendar has come',
      params: z.object({ id: z.string().meta({ example: changeExample.id }) }),
      answers: { 200: { description: 'The change', body: changeSchema, example: changeExample } },
      problems: ['not-found'],
    },
    async ({ params: { id } }) => ok(await changeView(ruleChanges, id)),
  );
}

/** @throws {Problem} `outdated` if it was made on a version that is not the newest any more */
function checkBase({ basedOn }: Body, { version }: CalendarSettings): void {
  if (basedOn === undefined || basedOn === version) return;
  throw outdated(version);
}

/** @throws {Problem} `invalid` if the calendar says all of it already */
function checkIsChange({ version: _counts, ...former }: CalendarSettings, changed: CalendarChange): void {
  if (!isSame(former, changed)) return;
  throw invalidField('', 'changes nothing: the calendar says all of this already');
}

/** @throws {Problem} `invalid` if due times can't be told by it */
async function compared(services: CalendarServices, settings: CalendarSettings): Promise<Preview> {
  try {
    return await compareWith(chinaCalendar(settings), services);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw invalidField('', `leaves due times that can't be told. ${error.message}`);
  }
}

async function make(
  { calendars, ruleChanges, startChange, logger }: CalendarServices,
  by: Actor,
  version: number,
  changed: CalendarChange,
  why: string,
): Promise<Reply> {
  const at = new Date();
  const made = await calendars
    .change(version, changed, { by: by.user, at, reason: why })
    .catch((error: unknown) => {
      throw error instanceof CalendarConflictError ? outdated(error.version) : error;
    });
  const stored = calendarChange(made.version, { by, at, reason: why });
  await ruleChanges.add(stored);
  logger.info({ change: stored._id, by: by.user }, 'The calendar was changed');
  await startChange(stored._id);
  const headers = { Location: `${ROOT}/changes/${stored._id}` };
  return { status: 202, headers, body: await changeView(ruleChanges, stored._id) };
}

function outdated(version: number): Problem {
  const detail = `The calendar has been changed meanwhile: version ${version} is the newest.`;
  return new Problem('outdated', detail, { members: { version } });
}
