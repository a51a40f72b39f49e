import { z } from 'zod';
import { achievementOf, type Achievement } from '../../domain/duties/satisfaction';
import type { Actor } from '../../domain/people/actor';
import { DUTY_KINDS } from '../../domain/policy/duty';
import type { DutyReportDocument, DutyReportStore, SurveyStore } from '../../models/duties';
import type { Directory } from '../../models/people';
import { line, text } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { READING, REVIEWING } from '../duties/access';
import { guard, type KnownPacks } from '../duties/entry';
import { beginningOf, endOf, timeBound } from '../duties/stretch';
import { insightOf } from '../figures/visible';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { reportSchema, summarySchema } from './schema';
import { summaryOf, viewOf } from './view';

export interface DutyReportServices extends KnownPacks {
  readonly duties: { readonly reports: DutyReportStore; readonly surveys: Pick<SurveyStore, 'answers'> };
  readonly directory: Pick<Directory, 'users'>;
  /** IANA zone of the company. */
  readonly zone: string;
}

const ROOT = '/api/v1/duty-reports';
const tag = 'Duties';

const listQuery = z.strictObject({
  pack: line.exactOptional(),
  duty: line.exactOptional(),
  what: z.enum(DUTY_KINDS).exactOptional(),
  state: z
    .enum(['open', 'overdue', 'done'])
    .exactOptional()
    .meta({ description: 'overdue: not done, and its time is over' }),
  from: timeBound.exactOptional().meta({ description: 'Whose period begins then or later' }),
  to: timeBound.exactOptional().meta({ description: 'Whose period begins before the end of it' }),
  limit,
  cursor,
});

const params = z.object({ id: z.string().max(300) });
const doneBody = z.strictObject({ text: text.meta({ description: 'What is changed' }) });

/** What came of the calendar of duties. */
export function dutyReportRoutes(services: DutyReportServices): Route[] {
  return [list(services), one(services), answer(services)];
}

function list({ duties, zone }: DutyReportServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listDutyReports',
      tag,
      summary: 'What came of the duties, by period, the newest first',
      query: listQuery,
      answers: { 200: { description: 'One page', body: pageOf(summarySchema) } },
      problems: ['invalid'],
    },
    async ({ query: { from, to, ...query } }) => {
      const request = {
        ...query,
        ...(from !== undefined && { from: beginningOf(from, zone) }),
        ...(to !== undefined && { to: endOf(to, zone) }),
      };
      const page = await duties.reports.list(request, new Date());
      return ok({ ...page, items: page.items.map(summaryOf) });
    },
  );
}

function one(services: DutyReportServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}`,
      allow: READING,
      id: 'readDutyReport',
      tag,
      summary: 'What came of a duty in one period, and how far what it asks for is done',
      description: 'A lead sees their own department’s part, an agent of the people only themselves.',
      params,
      answers: { 200: { description: 'The report', body: reportSchema } },
      problems: ['not-found'],
    },
    async ({ actor, params: { id } }) => ok(await shown(services, await known(services, id), actor)),
  );
}

function answer(services: DutyReportServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/done`,
      allow: REVIEWING,
      id: 'answerDutyReport',
      tag,
      summary: 'Say what is changed after a review',
      params,
      takes: 'json',
      body: doneBody,
      bodyExample: { text: 'Two more agents on Monday mornings; the packaging is tested with the supplier.' },
      answers: { 200: { description: 'The review is done.', body: reportSchema } },
      problems: [...BODY_PROBLEMS, 'personal-number', 'not-found', 'not-admitted'],
    },
    async ({ actor, params: { id }, body }) => {
      await guard(services, body);
      const report = await known(services, id);
      if (!report.tasks.some(({ kind }) => kind === 'answer')) {
        throw new Problem('not-admitted', DONE_OTHERWISE);
      }
      const isFirst = await services.duties.reports.answer(id, body.text, actor, new Date());
      const now = await known(services, id);
      const isRepeat = now.answer?.text === body.text && now.answer.by.user === actor.user;
      if (!isFirst && !isRepeat) {
        throw new Problem('not-admitted', 'What is changed has been said already; the first answer stays.');
      }
      return ok(await shown(services, now, actor));
    },
  );
}

const DONE_OTHERWISE =
  'Only a review is answered. Call-backs are done by the command callback on each case, surveys, checks and contacts by POST /surveys, /daily-checks, /follow-ups.';

async function shown({ duties, directory }: DutyReportServices, report: DutyReportDocument, actor: Actor) {
  const [standing, insight, now] = await Promise.all([
    duties.reports.standing(report, new Date()),
    insightOf(actor, directory),
    achievedBy(report, duties.surveys),
  ]);
  return viewOf(standing, insight, now);
}

/** Figures may be entered after the report was made. */
async function achievedBy(
  { result, period, pack }: DutyReportDocument,
  surveys: Pick<SurveyStore, 'answers'>,
): Promise<Achievement | undefined> {
  if (result.what !== 'target') return undefined;
  return achievementOf(await surveys.answers(period.from, period.to, pack), result.target);
}

/** @throws {Problem} `not-found` */
async function known({ duties }: DutyReportServices, id: string): Promise<DutyReportDocument> {
  const report = await duties.reports.find(id);
  if (report) return report;
  throw new Problem('not-found', 'There is no report of this id: pack, duty, and period.');
}
