import { z } from 'zod';
import type { CaseStore } from '../../models/cases';
import { headsOf, LEAF_KINDS, type CaseProof, type Proofs } from '../../models/proofs';
import { SealBrokenError } from '../../platform/codec';
import type { Actor } from '../../domain/people/actor';
import { instant } from '../complaints/fields';
import { findComplaint, type CaseFinder } from '../complaints/find-case';
import { only } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { findingsOf, type CaseFinding } from './checked-case';

export interface ProofServices extends CaseFinder {
  readonly cases: CaseFinder['cases'] & Pick<CaseStore, 'compare'>;
  readonly proofs: Proofs;
}

const AUDITORS = only('auditor');
const tag = 'Proof';
const hex = z.string().meta({ description: 'SHA-256, hex' });

const statementSchema = z
  .object({
    log: z.string(),
    number: z.int(),
    size: z.int().meta({ description: 'Leaves of the log' }),
    root: hex,
    at: instant,
    previous: hex,
    heads: hex,
    key: z.string(),
  })
  .meta({ id: 'ProofStatement' });

const anchorSchema = z
  .object({
    statement: statementSchema,
    signature: z.string().meta({
      description: 'Ed25519 over the canonical form (RFC 8785) of the statement, base64',
    }),
  })
  .meta({ id: 'ProofAnchor' });

const kind = z.enum(LEAF_KINDS);
const leaf = { kind, of: z.string(), seq: z.int(), hash: hex };

const findingSchema = z
  .object({
    kind: z.enum([...kind.options, 'read-model', 'statement']),
    of: z.string().meta({ description: 'The case, the task, the run, or the file' }),
    seq: z.int().meta({ description: 'The event, or the number of the statement; else 0' }),
    problem: z
      .enum([
        'misplaced',
        'unhashed',
        'changed',
        'earlier',
        'missing',
        'not-in-log',
        'row-missing',
        'differs',
        'unsigned',
      ])
      .meta({
        description:
          'Another event should stand there; it has no hash; its hash is not of its content and the event before it; it came before the event before it; the log has it and MongoDB has not; the signed log has something else there; its row of the log was taken out; the read model does not say what the events say; the signature is not of the statement',
      }),
    fields: z
      .array(z.string())
      .exactOptional()
      .meta({ description: 'Of the read model: some of the fields that differ' }),
  })
  .meta({ id: 'ProofFinding' });

const caseProofSchema = z
  .object({
    number: z.string(),
    intact: z.boolean().meta({
      description:
        'Checked now, within MongoDB: chains, the places in the signed log, the read model. What stands outside is compared by “npm run audit -- verify”',
    }),
    findings: z.array(findingSchema).exactOptional().meta({ description: 'If it is not' }),
    anchor: anchorSchema.exactOptional(),
    heads: z
      .array(z.object(leaf))
      .meta({ description: 'The last event of each chain: of the case, and its tasks' }),
    records: z.array(
      z.object({
        ...leaf,
        anchored: z.boolean().meta({ description: 'False: recorded since the newest statement' }),
        leaf: z.int().exactOptional().meta({ description: 'Its place in the log, from 0' }),
        inclusion: z.array(hex).exactOptional().meta({ description: 'From the leaf up (RFC 6962)' }),
      }),
    ),
  })
  .meta({ id: 'CaseProof' });

/** What the records are proven by. */
export function proofRoutes(services: ProofServices): Route[] {
  return [anchors(services), consistency(services), keys(services), ofCase(services)];
}

const page = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).meta({ description: 'The number of a statement' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

function anchors({ proofs }: ProofServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/proofs/anchors',
      allow: AUDITORS,
      id: 'listAnchors',
      tag,
      summary: 'The signed statements about the log of all records, the first first',
      query: page,
      answers: {
        200: { description: 'Some of them', body: z.object({ items: z.array(anchorSchema) }) },
      },
      problems: ['invalid'],
    },
    async ({ query: { after, limit } }) => {
      const found = await proofs.anchors.list(after, limit);
      return ok({ items: found.map(({ statement, signature }) => ({ statement, signature })) });
    },
  );
}

const sizes = z.strictObject({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });

function consistency({ proofs }: ProofServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/proofs/consistency',
      allow: AUDITORS,
      id: 'proveConsistency',
      tag,
      summary: 'That the log of one size goes on as that of another',
      description: 'Sizes as they stand in statements.',
      query: sizes,
      answers: {
        200: {
          description: 'The proof (RFC 6962, 2.1.2)',
          body: z.object({ from: z.int(), to: z.int(), proof: z.array(hex) }),
        },
      },
      problems: ['invalid', 'not-found'],
    },
    async ({ query: { from, to } }) => {
      const { size } = await proofs.log.standing();
      if (from > to || to > size) throw new Problem('not-found', `The log has ${size} leaves.`);
      const proof = await proofs.log.consistency(from, to);
      return ok({ from, to, proof: proof.map((hash) => Buffer.from(hash).toString('hex')) });
    },
  );
}

function keys({ proofs }: ProofServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/proofs/key',
      allow: AUDITORS,
      id: 'readProofKeys',
      tag,
      summary: 'The public keys that statements were signed with',
      description: 'Compare them with those beside the file of statements, outside the database.',
      answers: {
        200: {
          description: 'By what statements call them',
          body: z.object({
            items: z.array(z.object({ key: z.string(), publicKey: z.string().meta({ description: 'PEM' }) })),
          }),
        },
      },
      problems: [],
    },
    async () => {
      const found = await proofs.anchors.keys();
      return ok({ items: [...found].map(([key, publicKey]) => ({ key, publicKey })) });
    },
  );
}

function ofCase(services: ProofServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/complaints/{number}/proof',
      allow: AUDITORS,
      id: 'proveComplaint',
      tag,
      summary:
        'Whether the records of a complaint are as they were recorded, where each stands in the log, and the proof that it was signed',
      params: z.object({ number: z.string() }),
      answers: { 200: { description: 'As of the newest statement', body: caseProofSchema } },
      problems: ['not-found'],
    },
    async ({ actor, params: { number } }) => {
      await checkExists(services, number, actor);
      const proof = await services.proofs.ofCase(number);
      return ok(viewOf(proof, await findingsOf(services, proof)));
    },
  );
}

/** One that was changed so that it can't be read is there all the same: it is just what is asked about. */
async function checkExists(services: ProofServices, number: string, actor: Actor): Promise<void> {
  try {
    await findComplaint(services, number, actor);
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error;
  }
}

function viewOf(
  { number, anchor, records }: CaseProof,
  findings: readonly CaseFinding[],
): z.output<typeof caseProofSchema> {
  return {
    number,
    intact: findings.length === 0,
    ...(findings.length > 0 && {
      findings: findings.map(({ fields, ...finding }) => ({
        ...finding,
        ...(fields && { fields: [...fields] }),
      })),
    }),
    ...(anchor && { anchor }),
    heads: [...headsOf(records)],
    records: records.map(({ kind: what, of, seq, hash, proof }) => ({
      kind: what,
      of,
      seq,
      hash,
      anchored: proof !== undefined,
      ...(proof && { leaf: proof.leaf, inclusion: [...proof.inclusion] }),
    })),
  };
}
