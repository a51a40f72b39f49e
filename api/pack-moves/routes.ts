import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Case } from '../../domain/case/case';
import type { Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import type { CalendarStore } from '../../models/calendars';
import type { CaseStore } from '../../models/cases';
import type { PolicyStore } from '../../models/policies';
import { packMove, type RuleChangeStore } from '../../models/rule-changes';
import type { Logger } from '../../platform/logging';
import { line } from '../complaints/fields';
import { allBut, only } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok, type Reply } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { Preview, previewExample, previewSchema } from '../rule-changes/preview';
import type { ChangeStarter } from '../rule-changes/starter';
import { changeExample, changeSchema, changeView, dryRun, reason } from '../rule-changes/view';
import { movesOf } from './preview';

export interface PackMoveServices {
  readonly cases: Pick<CaseStore, 'openStates'>;
  readonly policies: Pick<PolicyStore, 'find' | 'versions'>;
  readonly calendars: Pick<CalendarStore, 'calendar'>;
  readonly ruleChanges: RuleChangeStore;
  readonly startChange: ChangeStarter;
  readonly logger: Logger;
}

const ROOT = '/api/v1/packs';
const tag = 'Packs';

const packSchema = z
  .object({
    id: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    versions: z.array(z.int()).meta({ description: 'Every published version, the newest first' }),
  })
  .meta({ id: 'Pack' });
const packExample = {
  id: 'media',
  title: { zh: '传媒公司投诉处理制度', en: 'Media company' },
  versions: [2, 1],
};

const MOST_CASES = 1_000;
const body = z
  .strictObject({
    toVersion: z.int().min(1),
    cases: z
      .union([z.literal('all'), z.array(line).min(1).max(MOST_CASES)])
      .meta({ description: 'The numbers of cases, or “all” open cases of the pack' }),
    reason,
    dryRun,
  })
  .meta({ id: 'PackMove' });
type Body = z.output<typeof body>;

const moveExample = { ...changeExample, id: 'pack-media-6f0c2a3e-2f63-4a44-9be5-1c7f2e0f8a51' };

/** The policy packs, and the moves of cases to newer versions of them. */
export function packRoutes(services: PackMoveServices): Route[] {
  return [list(services), move(services), progress(services)];
}

function list({ policies }: PackMoveServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: allBut('customer', 'integration'),
      id: 'listPacks',
      tag,
      summary: 'The policy packs and their published versions',
      answers: {
        200: {
          description: 'All of them',
          body: z.object({ items: z.array(packSchema) }),
          example: { items: [packExample] },
        },
      },
      problems: [],
    },
    async () => ok({ items: await policies.versions() }),
  );
}

function move(services: PackMoveServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/moves`,
      allow: only('administrator'),
      id: 'movePack',
      tag,
      summary: 'Move cases to a newer version of their pack',
      description:
        'A case keeps the version that it was filed under until it is moved. The move is on its record: its clocks are brought under the new limits, those of rules that are gone end, and what the new rules ask for in its stage runs from when that stage was entered. Cases that have this version or a newer one stay as they are.',
      params: z.object({ id: z.string().meta({ example: 'media' }) }),
      takes: 'json',
      body,
      bodyExample: { toVersion: 2, cases: 'all', reason: 'The new regulation of 1 December', dryRun: true },
      answers: {
        200: { description: 'What the move would change', body: previewSchema, example: previewExample },
        202: {
          description: 'It is on its way to the cases',
          body: changeSchema,
          example: { ...moveExample, status: 'under-way', finishedAt: null, done: 20 },
          headers: { Location: 'Where its progress is' },
        },
      },
      problems: [...BODY_PROBLEMS, 'not-found'],
    },
    async ({ actor, params: { id }, body: wanted }) => {
      const to = await versionOf(services, id, wanted.toVersion);
      await checkNamed(services, id, wanted);
      return wanted.dryRun
        ? ok((await compared(services, to, wanted, actor)).view())
        : make(services, to, wanted, actor);
    },
  );
}

function progress({ ruleChanges }: PackMoveServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/moves/{move}`,
      allow: only('administrator', 'auditor'),
      id: 'readPackMove',
      tag,
      summary: 'How far a move has come',
      params: z.object({
        id: z.string().meta({ example: 'media' }),
        move: z.string().meta({ example: moveExample.id }),
      }),
      answers: { 200: { description: 'The move', body: changeSchema, example: moveExample } },
      problems: ['not-found'],
    },
    async ({ params }) => ok(await changeView(ruleChanges, params.move)),
  );
}

/** @throws {Problem} `not-found` for an unknown pack, `invalid` for a version that it does not have */
async function versionOf({ policies }: PackMoveServices, id: string, version: number): Promise<Policy> {
  const policy = await policies.find(id, version);
  if (policy) return policy;
  const pack = (await policies.versions()).find((one) => one.id === id);
  if (!pack) throw new Problem('not-found', 'There is no pack of this id.');
  throw invalidField('toVersion', `is not published. There are: ${pack.versions.join(', ')}.`);
}

/** @throws {Problem} `invalid` naming each case that is not an open one of the pack */
async function checkNamed({ cases }: PackMoveServices, pack: string, { cases: named }: Body): Promise<void> {
  if (named === 'all') return;
  const found = await cases.openStates({ numbers: named, limit: named.length, policy: pack });
  const known = new Set(found.map(({ number }) => number));
  const wrong = named.findIndex((number) => !known.has(number));
  if (wrong === -1) return;
  throw invalidField(`cases[${wrong}]`, `is no open case of the pack ${pack}`);
}

const PAGE = 200;

async function compared(
  { cases, policies, calendars }: PackMoveServices,
  to: Policy,
  { cases: named }: Body,
  actor: Actor,
): Promise<Preview> {
  const preview = new Preview();
  const calendar = await calendars.calendar();
  const by = { actor, at: new Date().toISOString() };
  const add = async (state: Case): Promise<void> => {
    if (state.policy.version >= to.version) {
      preview.add([]);
      return;
    }
    const { id, version } = state.policy;
    const from = await policies.find(id, version);
    if (!from)
      throw new Error(
        `Version ${version} of the pack ${id}, under which ${state.number} runs, is not stored.`,
      );
    preview.add(movesOf(state, from, to, calendar, by), true);
  };
  const of = { policy: to.id, limit: PAGE };
  if (named !== 'all') {
    for (const state of await cases.openStates({ ...of, numbers: named, limit: named.length }))
      await add(state);
    return preview;
  }
  let page = await cases.openStates(of);
  for (let last = page.at(-1); last; last = page.at(-1)) {
    for (const state of page) await add(state);
    page = await cases.openStates({ ...of, after: last.number });
  }
  return preview;
}

async function make(
  { ruleChanges, startChange, logger }: PackMoveServices,
  { id, version: toVersion }: Policy,
  { cases: named, reason: why }: Body,
  by: Actor,
): Promise<Reply> {
  const which = named === 'all' ? {} : { cases: named };
  const change = packMove({ id, toVersion, ...which }, randomUUID(), { by, at: new Date(), reason: why });
  await ruleChanges.add(change);
  logger.info({ change: change._id, by: by.user }, 'Cases are moved to a newer version of their pack');
  await startChange(change._id);
  const headers = { Location: `${ROOT}/${id}/moves/${change._id}` };
  return { status: 202, headers, body: await changeView(ruleChanges, change._id) };
}
