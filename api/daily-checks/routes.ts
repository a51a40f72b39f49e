import { z } from 'zod';
import type { DailyCheckDocument, DailyCheckStore } from '../../models/duties';
import type { IntakeStore } from '../../models/intakes';
import { instant, line, text } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { READING } from '../duties/access';
import { DUTIES, enterRoute, guard, past, type KnownPacks } from '../duties/entry';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, invalidFields } from '../problems';

export interface DailyCheckServices extends KnownPacks {
  readonly duties: { readonly dailyChecks: DailyCheckStore };
  readonly intakes: Pick<IntakeStore, 'find'>;
}

const ROOT = '/api/v1/daily-checks';
const MOST = 100_000;
const MOST_NUMBERS = 200;

const checkBody = z
  .strictObject({
    channel: line.meta({ description: 'What was looked through, as the duty names it' }),
    at: instant.exactOptional().meta({ description: 'When; now unless given' }),
    found: z
      .int()
      .min(0)
      .max(MOST)
      .meta({ description: 'How many complaints were found; 0 is kept as well' }),
    note: text.exactOptional(),
    complaints: z
      .array(line)
      .max(MOST_NUMBERS)
      .exactOptional()
      .meta({ description: 'The numbers under which what was found was registered' }),
  })
  .meta({ id: 'NewDailyCheck' });

const checkSchema = z
  .object({
    id: z.string(),
    channel: z.string(),
    at: instant,
    found: z.int(),
    note: z.string().nullable(),
    complaints: z.array(z.string()),
    by: z.string(),
    enteredAt: instant,
  })
  .meta({ id: 'DailyCheck' });

const bodyExample = { channel: 'media', found: 0, note: 'Three newspapers and the local station' };
const example = {
  id: '2f0c9a1e-9c1f-4d8e-8a54-5f9a3c1b7d20',
  ...bodyExample,
  at: '2026-11-22T01:00:00.000Z',
  complaints: [],
  by: 'office-lead',
  enteredAt: '2026-11-22T01:00:00.000Z',
};

/** Looks through net, media and newspapers, and transferred cases (attraction/4.2-media). */
export function dailyCheckRoutes(services: DailyCheckServices): Route[] {
  return [enter(services), list(services)];
}

function enter(services: DailyCheckServices): Route {
  return enterRoute(
    {
      root: ROOT,
      id: 'enterDailyCheck',
      summary: 'Record that a channel was checked',
      body: checkBody,
      bodyExample,
      entered: checkSchema,
      example,
    },
    async (actor, body, once) => {
      await guard(services, body);
      const now = new Date();
      const at = body.at === undefined ? now : past('at', body.at);
      const complaints = [...new Set(body.complaints ?? [])];
      await checkNumbers(services, complaints, body.found);
      return services.duties.dailyChecks.add({ ...body, at, complaints, by: actor, enteredAt: now }, once);
    },
    viewOf,
  );
}

function list({ duties }: DailyCheckServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listDailyChecks',
      tag: DUTIES,
      summary: 'The checks that were recorded, the newest first',
      query: z.strictObject({ channel: line.exactOptional(), limit, cursor }),
      answers: { 200: { description: 'One page', body: pageOf(checkSchema) } },
      problems: ['invalid'],
    },
    async ({ query }) => {
      const page = await duties.dailyChecks.list(query);
      return ok({ ...page, items: page.items.map(viewOf) });
    },
  );
}

/** @throws {Problem} `invalid` if there are more than were found, or one of them is not there */
async function checkNumbers(
  { intakes }: DailyCheckServices,
  complaints: readonly string[],
  found: number,
): Promise<void> {
  if (complaints.length > found) {
    throw invalidField('found', 'Must not be less than the complaints that are named.');
  }
  const known = await Promise.all(complaints.map((number) => intakes.find(number)));
  const errors = known.flatMap((intake, index) =>
    intake ? [] : [{ field: `complaints[${index}]`, message: 'There is no complaint of this number.' }],
  );
  if (errors.length > 0) throw invalidFields(errors);
}

function viewOf(check: DailyCheckDocument): z.input<typeof checkSchema> {
  const { _id, channel, at, found, note, complaints, by, enteredAt } = check;
  return {
    id: _id,
    channel,
    at: at.toISOString(),
    found,
    note: note ?? null,
    complaints: [...complaints],
    by: by.user,
    enteredAt: enteredAt.toISOString(),
  };
}
