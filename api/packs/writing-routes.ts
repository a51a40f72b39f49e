import type { z } from 'zod';
import type { AccessRecord } from '../../models/access-record';
import { DRAFT, type Language, type PackProblem, type PolicyStore } from '../../models/policies';
import type { Logger } from '../../platform/logging';
import { only } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { differenceOf } from './difference';
import { readText, readUsable, sentencesOf, type DraftServices } from './drafts';
import {
  checkSchema,
  draftBody,
  publishBody,
  publishedSchema,
  simulationBody,
  simulationSchema,
} from './schemas';
import { simulatePart, type SimulationServices } from './simulation';

export interface PackWriting extends DraftServices, SimulationServices {
  readonly policies: Pick<PolicyStore, 'sources' | 'find' | 'current' | 'write'>;
  readonly accessRecord: AccessRecord;
  readonly logger: Logger;
}

const ROOT = '/api/v1/packs';
const tag = 'Packs';
const allow = only('administrator');
const EXAMPLE = 'id: our-media\nextends: media\ntitle: { zh: 本公司规定, en: Our own rules }\n';
/** A pack that is only tried has no version yet. */
const UNPUBLISHED = 0;

/** Writing a pack: what is wrong with it, what it would do, and its publication. */
export function packWritingRoutes(services: PackWriting): Route[] {
  return [check(services), simulation(services), publish(services)];
}

function check(services: PackWriting): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/check`,
      allow,
      id: 'checkPack',
      tag,
      summary: 'Check the text of a pack; nothing is published',
      description:
        'Every problem by line and column; or what the pack says in plain sentences, and how that differs from its newest version.',
      takes: 'json',
      unguarded: ['text'],
      body: draftBody,
      bodyExample: { text: EXAMPLE, language: 'zh' },
      answers: { 200: { description: 'What is wrong with it, or what it says', body: checkSchema } },
      problems: BODY_PROBLEMS,
    },
    async ({ body: { text, language } }) => ok(await checked(services, text, language)),
  );
}

async function checked(
  services: PackWriting,
  text: string,
  language: Language,
): Promise<z.input<typeof checkSchema>> {
  const read = await readText(services, text);
  if ('problems' in read) return { problems: read.problems.map(problemView), pack: null };
  const { pack, above, newest } = read.draft;
  const former = newest && (await services.policies.find(newest.id, newest.version));
  const sentences = await sentencesOf(services, pack.rules, language);
  const difference = differenceOf(former ? await sentencesOf(services, former, language) : [], sentences);
  return {
    problems: [],
    pack: {
      id: pack.id,
      newest: newest?.version ?? UNPUBLISHED,
      changes: pack.digest !== newest?.digest,
      alsoChanges: above.map(({ id }) => id),
      sentences,
      difference,
    },
  };
}

function problemView({ file, line, column, message }: PackProblem) {
  return { file: file === DRAFT ? null : file, line, column, message };
}

function simulation(services: PackWriting): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/simulations`,
      allow,
      id: 'simulatePack',
      tag,
      summary: 'Live past cases again under a pack that need not be published',
      description:
        'Everybody does what they did when they did it, while the clocks of the text start, warn, break and end. An answer holds 25 cases; “next” leads on. Nothing is changed, and of the cases only numbers and clauses are told.',
      takes: 'json',
      unguarded: ['text'],
      body: simulationBody,
      bodyExample: { text: EXAMPLE, policy: 'media', from: '2026-01-01', to: '2026-03-31' },
      answers: { 200: { description: 'A part of them', body: simulationSchema } },
      problems: BODY_PROBLEMS,
    },
    async ({ body }) => {
      const { pack } = await readUsable(services, body.text);
      const policy = { ...pack.rules, version: UNPUBLISHED };
      return ok(await simulatePart(services, policy, body, new Date().toISOString()));
    },
  );
}

function publish(services: PackWriting): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow,
      id: 'publishPack',
      tag,
      summary: 'Publish a pack, or its next version',
      description:
        'It counts for new cases within seconds; cases that run keep the version that they have until they are moved. The packs that extend it get a next version too.',
      takes: 'json',
      body: publishBody,
      bodyExample: { text: EXAMPLE, basedOn: 0, reason: 'The new regulation of 1 December' },
      answers: {
        201: {
          description: 'It is published.',
          body: publishedSchema,
          example: { id: 'media', version: 2, alsoPublished: [{ id: 'our-media', version: 4 }] },
          headers: { Location: 'Where the version is read' },
        },
      },
      problems: [...BODY_PROBLEMS, 'personal-number', 'outdated'],
    },
    async ({ actor, body: { text, basedOn, reason }, request }) => {
      const { pack, above } = await readUsable(services, text);
      const { policies, accessRecord, logger } = services;
      const written = { by: actor.user, at: new Date(), reason };
      const published = await policies.write([pack, ...above], basedOn, written);
      const [own, ...others] = published ?? [];
      if (!own) throw outdated((await policies.current(pack.id))?.version ?? UNPUBLISHED);
      if (!own.isNew) throw invalidField('text', `says just what version ${own.version} says: change a rule`);
      const { id, version } = own;
      await accountFor(accessRecord, request, actor, {
        action: 'publishPack',
        about: `${id}@${version}`,
        reason,
      });
      logger.info({ pack: id, version, by: actor.user }, 'Published a policy pack');
      const alsoPublished = others
        .filter(({ isNew }) => isNew)
        .map((one) => ({ id: one.id, version: one.version }));
      const headers = { Location: `${ROOT}/${id}/versions/${version}` };
      return { status: 201, headers, body: { id, version, alsoPublished } };
    },
  );
}

function outdated(version: number): Problem {
  const detail = `The pack has been changed meanwhile: version ${version} is the newest.`;
  return new Problem('outdated', detail, { members: { version } });
}
