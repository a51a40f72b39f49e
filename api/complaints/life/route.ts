import { z } from 'zod';
import type { Actor } from '../../../domain/people/actor';
import type { CaseStore } from '../../../models/cases';
import { ok } from '../../http/reply';
import { noParts, route, type Route } from '../../http/route';
import { EXAMINING } from '../access';
import { needsContacts, type Concerned } from '../contacts/need';
import { eventSchema } from '../event-view';
import { NUMBER } from '../examples';
import { instant } from '../fields';
import { findComplaint, involvedIn, type CaseFinder } from '../find-case';
import { runSchema, type HistoryReader } from '../history';
import { limit } from '../paging';
import { eventViewFor } from '../view-for';
import { originsIn, type EventRef } from './origins';
import { GAPS, legibleRuns, type LegibleRun } from './traced-runs';

export interface LifeServices extends CaseFinder {
  readonly cases: Pick<CaseStore, 'find' | 'eventsOf' | 'recordedTimes'>;
  readonly histories: HistoryReader;
  readonly temporal: {
    readonly namespace: string;
    /** Where its Web UI is; absent: nothing leads there. */
    readonly uiUrl?: string;
  };
}

const refSchema = z
  .object({ runId: z.string(), id: z.int() })
  .meta({ id: 'TemporalEventRef', description: 'An event of one of the runs' });

const stepSchema = z
  .object({
    event: eventSchema,
    recordedAt: instant.meta({ description: 'When it came onto the record' }),
    causes: z.array(refSchema).meta({
      description: 'What brought it about: the update or signal of its command, a timer, the start',
    }),
    records: z.array(refSchema).meta({ description: 'The activity that wrote it down' }),
  })
  .meta({ id: 'LifeStep' });

const temporalEventSchema = z
  .object({
    runId: z.string(),
    id: z.int(),
    type: z.string().meta({ example: 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED' }),
    at: instant,
    details: z.unknown().meta({ description: 'Its attributes, with what its payloads say in clear' }),
  })
  .meta({ id: 'TemporalEvent' });

const lifeSchema = z
  .object({
    items: z.array(stepSchema),
    next: z.string().exactOptional(),
    temporal: z
      .array(temporalEventSchema)
      .meta({ description: 'The events of Temporal’s histories that this page refers to, each once' }),
    runs: z.array(
      runSchema.omit({ history: true }).extend({
        events: z.int(),
        link: z.url().exactOptional().meta({ description: 'Where Temporal’s Web UI shows a live one' }),
      }),
    ),
    gap: z.enum(GAPS).exactOptional().meta({
      description:
        'Why histories are missing or can’t be read: the case was erased; Temporal had deleted what was not archived yet; the archive is damaged; Temporal is out of reach. Absent: nothing is missing',
    }),
  })
  .meta({ id: 'Life' });

type Life = z.input<typeof lifeSchema>;

const query = z.strictObject({ limit, cursor: z.coerce.number().int().min(0).default(0) });

/** A case's life for those who examine: what happened, beside what Temporal wrote down of it. */
export function lifeRoute(services: LifeServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/complaints/{number}/life',
      allow: EXAMINING,
      id: 'readLife',
      accounting: { action: 'readHistory', per: 'hour' },
      tag: 'Audit',
      summary: 'What happened in a complaint, each event with the Temporal history events that it came from',
      description:
        'From live histories and archived ones alike. What is missing of the histories is said by “gap”; the events are there all the same.',
      params: z.object({ number: z.string().meta({ example: NUMBER }) }),
      query,
      answers: { 200: { description: 'One page', body: lifeSchema } },
      problems: ['not-found', 'invalid'],
    },
    async ({ actor, params: { number }, query: page }) => {
      const concerned = involvedIn(await findComplaint(services, number, actor));
      return ok(await pageOfLife(services, number, actor, concerned, page));
    },
  );
}

async function pageOfLife(
  { cases, histories, temporal }: LifeServices,
  number: string,
  actor: Actor,
  concerned: Concerned,
  { cursor, limit: size }: z.output<typeof query>,
): Promise<Life> {
  const [found, times, { runs, gap }] = await Promise.all([
    cases.eventsOf(number, cursor, size + 1),
    cases.recordedTimes(number, cursor, size),
    legibleRuns(histories, number, !needsContacts(actor, concerned)),
  ]);
  const origins = originsIn(runs.map(({ run: { runId }, events }) => ({ runId, events })));
  const recordedAt = new Map(times.map((time) => [time.seq, time.recordedAt]));
  const events = found.slice(0, size);
  const items = events.map((event) => ({
    event: eventViewFor(actor, concerned, event),
    recordedAt: recordedAt.get(event.seq) ?? event.at,
    causes: [...origins.causesOf(event.seq)],
    records: [...origins.recordsOf(event.seq)],
  }));
  const next = found.length > size ? items.at(-1)?.event.seq : undefined;
  return {
    items,
    ...(next !== undefined && { next: String(next) }),
    temporal: referred(
      runs,
      items.flatMap(({ causes, records }) => [...causes, ...records]),
    ),
    runs: runs.map(({ run: { history: _apart, ...run }, events: all }) => {
      const link = run.source === 'live' ? linkOf(temporal, number, run.runId) : undefined;
      return { ...run, events: all.length, ...(link !== undefined && { link }) };
    }),
    ...(gap && { gap }),
  };
}

/** The page of a run in Temporal's Web UI; Temporal forgets those that are archived. */
function linkOf({ namespace, uiUrl }: LifeServices['temporal'], number: string, runId: string) {
  return uiUrl && `${uiUrl}/namespaces/${namespace}/workflows/${number}/${runId}/history`;
}

function referred(runs: readonly LegibleRun[], refs: readonly EventRef[]): Life['temporal'] {
  const wanted = new Set(refs.map(({ runId, id }) => `${runId} ${id}`));
  return runs.flatMap(({ run: { runId }, events }) =>
    events
      .filter(({ id }) => wanted.has(`${runId} ${id}`))
      .map(({ id, type, at, details }) => ({ runId, id, type, at, details })),
  );
}
