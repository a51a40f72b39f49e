import { z } from 'zod';
import type { SurveyDocument, SurveyStore } from '../../models/duties';
import { instant, line, text } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { READING } from '../duties/access';
import { DUTIES, enterRoute, guard, type KnownPacks } from '../duties/entry';
import { stretchOf, timeBound } from '../duties/stretch';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, invalidFields, type FieldError } from '../problems';

export interface SurveyServices extends KnownPacks {
  readonly duties: { readonly surveys: SurveyStore };
  /** IANA zone of the company. */
  readonly zone: string;
}

const ROOT = '/api/v1/surveys';
const MOST = 1_000_000_000;

const surveyBody = z
  .strictObject({
    pack: line
      .exactOptional()
      .meta({ description: 'Id of a policy pack; it counts for every one unless given' }),
    from: timeBound,
    to: timeBound,
    respondents: z.int().min(0).max(MOST),
    satisfied: z.int().min(0).max(MOST),
    source: line.meta({ description: 'Where the figures come from' }),
    note: text.exactOptional(),
  })
  .meta({ id: 'NewSurvey' });

const surveySchema = z
  .object({
    id: z.string(),
    pack: z.string().nullable(),
    from: instant,
    to: instant.meta({ description: 'The first moment after it' }),
    respondents: z.int(),
    satisfied: z.int(),
    source: z.string(),
    note: z.string().nullable(),
    by: z.string(),
    enteredAt: instant,
  })
  .meta({ id: 'Survey' });

const bodyExample = {
  pack: 'attraction',
  from: '2026-10-01',
  to: '2026-10-31',
  respondents: 1000,
  satisfied: 998,
  source: 'Questionnaires at the exit',
};
const example = {
  id: '9b0f8a5e-0c3e-4a53-9d4f-3a3f3a1f6f0e',
  ...bodyExample,
  from: '2026-09-30T16:00:00.000Z',
  to: '2026-10-31T16:00:00.000Z',
  note: null,
  by: 'quality-manager',
  enteredAt: '2026-11-01T02:00:00.000Z',
};

/** Satisfaction figures of all customers, not of those who complain (attraction/1-target, advertising/7-survey). */
export function surveyRoutes(services: SurveyServices): Route[] {
  return [enter(services), list(services)];
}

function enter(services: SurveyServices): Route {
  const { duties, zone } = services;
  return enterRoute(
    {
      root: ROOT,
      id: 'enterSurvey',
      summary: 'Enter satisfaction figures',
      body: surveyBody,
      bodyExample,
      entered: surveySchema,
      example,
    },
    async (actor, body, once) => {
      const packs = await guard(services, body);
      checkCounts(body);
      if (body.pack !== undefined && !packs.some(({ id }) => id === body.pack)) {
        const ids = packs.map(({ id }) => id).join(', ');
        throw invalidField('pack', `There is no such policy pack. There are: ${ids}.`);
      }
      const stretch = stretchOf(body.from, body.to, zone);
      return duties.surveys.add({ ...body, ...stretch, by: actor, enteredAt: new Date() }, once);
    },
    viewOf,
  );
}

function list({ duties }: SurveyServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listSurveys',
      tag: DUTIES,
      summary: 'The satisfaction figures that were entered, the newest first',
      query: z.strictObject({ pack: line.exactOptional(), limit, cursor }),
      answers: { 200: { description: 'One page', body: pageOf(surveySchema) } },
      problems: ['invalid'],
    },
    async ({ query }) => {
      const page = await duties.surveys.list(query);
      return ok({ ...page, items: page.items.map(viewOf) });
    },
  );
}

/** @throws {Problem} `invalid` if nobody was asked, or more are satisfied than were asked */
function checkCounts({ respondents, satisfied }: { respondents: number; satisfied: number }): void {
  const errors: FieldError[] = [];
  if (respondents === 0)
    errors.push({ field: 'respondents', message: 'Enter figures once somebody was asked.' });
  if (satisfied > respondents) {
    errors.push({ field: 'satisfied', message: 'Must not be more than “respondents”.' });
  }
  if (errors.length > 0) throw invalidFields(errors);
}

function viewOf(survey: SurveyDocument): z.input<typeof surveySchema> {
  const { _id, pack, from, to, respondents, satisfied, source, note, by, enteredAt } = survey;
  return {
    id: _id,
    pack: pack ?? null,
    from: from.toISOString(),
    to: to.toISOString(),
    respondents,
    satisfied,
    source,
    note: note ?? null,
    by: by.user,
    enteredAt: enteredAt.toISOString(),
  };
}
