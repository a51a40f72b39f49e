import { z } from 'zod';
import type { Policy } from '../../domain/policy/policy';
import type { CaseStore } from '../../models/cases';
import type { Directory } from '../../models/people';
import { packJsonSchema, type PackVersion, type PolicyStore } from '../../models/policies';
import { allBut } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { differenceOf } from './difference';
import { sentencesOf } from './drafts';
import { differenceSchema, language, packId, packVersionSchema, version, versionLineSchema } from './schemas';

export interface PackReading {
  readonly policies: Pick<PolicyStore, 'history' | 'source' | 'find'>;
  readonly directory: Pick<Directory, 'departments'>;
  readonly cases: Pick<CaseStore, 'openByVersion'>;
}

const ROOT = '/api/v1/packs';
const tag = 'Packs';
const allow = allBut('customer', 'integration');

const versionExample = {
  version: 2,
  publishedAt: '2026-11-22T08:00:00.000Z',
  publishedBy: 'administrator',
  reason: 'The new regulation of 1 December',
  openCases: 128,
};

/** The published packs, version by version: as they were written, in plain sentences, and how they differ. */
export function packReadingRoutes(services: PackReading): Route[] {
  return [schemaRoute(), versions(services), text(services), explanation(services), difference(services)];
}

function schemaRoute(): Route {
  const schema = packJsonSchema();
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/schema`,
      allow,
      id: 'readPackSchema',
      tag,
      summary: 'The format of a pack, as JSON Schema for editors',
      answers: { 200: { description: 'JSON Schema', body: z.record(z.string(), z.unknown()) } },
      problems: [],
    },
    () => Promise.resolve(ok(schema)),
  );
}

function versions({ policies, cases }: PackReading): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/versions`,
      allow,
      id: 'listPackVersions',
      tag,
      summary: 'The published versions of a pack, and how many cases run under each',
      params: z.object({ id: packId }),
      answers: {
        200: {
          description: 'The newest first',
          body: z.object({ items: z.array(versionLineSchema) }),
          example: { items: [versionExample] },
        },
      },
      problems: ['not-found'],
    },
    async ({ params: { id } }) => {
      const [history, running] = await Promise.all([policies.history(id), cases.openByVersion(id)]);
      if (history.length === 0) throw new Problem('not-found', 'There is no pack of this id.');
      const counts = new Map(running.map((one) => [one.version, one.cases]));
      return ok({ items: history.map((one) => lineOf(one, counts.get(one.version) ?? 0)) });
    },
  );
}

function lineOf({ version: number, written }: PackVersion, openCases: number) {
  return {
    version: number,
    publishedAt: written?.at.toISOString() ?? null,
    publishedBy: written?.by ?? null,
    reason: written?.reason ?? null,
    openCases,
  };
}

const oneVersion = z.object({ id: packId, version });

function text({ policies }: PackReading): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/versions/{version}`,
      allow,
      id: 'readPackVersion',
      tag,
      summary: 'A version as its author wrote it',
      params: oneVersion,
      answers: { 200: { description: 'Its text', body: packVersionSchema } },
      problems: ['not-found', 'invalid'],
    },
    async ({ params: { id, version: number } }) => {
      const found = await policies.source(id, number);
      if (found === undefined) throw noSuchVersion();
      return ok({ id, version: number, text: found });
    },
  );
}

function explanation(services: PackReading): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/versions/{version}/explanation`,
      allow,
      id: 'explainPackVersion',
      tag,
      summary: 'A version in plain sentences',
      params: oneVersion,
      query: z.strictObject({ language }),
      answers: {
        200: { description: 'Line by line', body: z.object({ sentences: z.array(z.string()) }) },
      },
      problems: ['not-found', 'invalid'],
    },
    async ({ params: { id, version: number }, query }) => {
      const policy = await policyOf(services, id, number);
      return ok({ sentences: await sentencesOf(services, policy, query.language) });
    },
  );
}

function difference(services: PackReading): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/versions/{version}/difference`,
      allow,
      id: 'comparePackVersions',
      tag,
      summary: 'How a version differs from another one, in plain sentences',
      params: oneVersion,
      query: z.strictObject({ from: version, language }),
      answers: {
        200: { description: 'Line by line', body: z.object({ items: differenceSchema }) },
      },
      problems: ['not-found', 'invalid'],
    },
    async ({ params: { id, version: number }, query }) => {
      const [before, after] = await Promise.all(
        [query.from, number].map(async (one) =>
          sentencesOf(services, await policyOf(services, id, one), query.language),
        ),
      );
      return ok({ items: differenceOf(before ?? [], after ?? []) });
    },
  );
}

/** @throws {Problem} `not-found` */
async function policyOf({ policies }: PackReading, id: string, number: number): Promise<Policy> {
  const policy = await policies.find(id, number);
  if (policy) return policy;
  throw noSuchVersion();
}

function noSuchVersion(): Problem {
  return new Problem('not-found', 'There is no such version of this pack.');
}
