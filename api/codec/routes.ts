import { z } from 'zod';
import type { AccessRecord } from '../../models/access-record';
import type { CaseStore } from '../../models/cases';
import { SYSTEM_OWNER, type CaseCodec } from '../../platform/codec';
import { withMaskedHistory } from '../complaints/contacts/history';
import { only } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField } from '../problems';
import { payloadOf, payloadsSchema, payloadView } from './payloads';

/** Where the Web UI of Temporal finds its codec: it adds `/decode`. */
export const CODEC_ROOT = '/api/v1/codec';

export interface CodecServices {
  readonly codec: Pick<CaseCodec, 'ownersOf' | 'openFor'>;
  readonly cases: Pick<CaseStore, 'find'>;
  readonly accessRecord: AccessRecord;
  readonly temporal: {
    readonly namespace: string;
    /** Where its Web UI is; absent: no page but our own may ask with a session. */
    readonly uiUrl?: string;
  };
}

/** Payloads of Temporal’s histories in clear, for its Web UI in the browser of an auditor. */
export function codecRoutes(services: CodecServices): Route[] {
  const { codec, temporal, accessRecord } = services;
  return [
    route(
      {
        ...noParts,
        method: 'post',
        path: `${CODEC_ROOT}/decode`,
        allow: only('auditor'),
        ...(temporal.uiUrl !== undefined && { alsoFrom: new URL(temporal.uiUrl).origin }),
        id: 'decodePayloads',
        tag: 'Audit',
        summary: 'Decrypt payloads of Temporal’s histories, for its Web UI',
        description:
          'The protocol of Temporal’s remote codecs. How customers are reached is masked. A payload whose key is destroyed, or that was changed, comes back as {"redress:refused": …}; one that was never encrypted, as it came. Every use stands on the access record, under the number of each case.',
        headers: z.object({ 'x-namespace': z.string().optional() }),
        takes: 'json',
        // Base64, which may look like any number; nothing of it is kept.
        unguarded: 'everything',
        body: payloadsSchema,
        answers: { 200: { description: 'The payloads, in the same order', body: payloadsSchema } },
        problems: BODY_PROBLEMS,
      },
      async ({ actor, request, headers, body }) => {
        checkNamespace(temporal.namespace, headers['x-namespace']);
        const payloads = body.payloads.map(payloadOf);
        const owners = codec.ownersOf(payloads);
        for (const number of owners) {
          await accountFor(accessRecord, request, actor, { action: 'decodePayloads', number });
        }
        const workflows = await workflowsOf(services, owners);
        const opened = await codec.openFor(payloads, workflows);
        return ok({ payloads: withMaskedHistory({ history: opened.map(payloadView) }).history });
      },
    ),
  ];
}

/** @throws {Problem} `invalid` if the payloads are said to be of another namespace */
function checkNamespace(ours: string, named: string | undefined): void {
  if (named === undefined || named === ours) return;
  throw invalidField('X-Namespace', 'Is another namespace than the one this product works in.');
}

/** A payload names the case whose key closed it, and not the workflow: it is of the case itself or of one of its tasks. */
async function workflowsOf(
  { cases }: CodecServices,
  owners: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const workflows = new Map<string, readonly string[]>();
  for (const owner of owners) {
    const state = owner === SYSTEM_OWNER ? undefined : (await cases.find(owner))?.state;
    const tasks = [...(state?.orders ?? []).map(({ id }) => id), ...(state?.correctiveActions ?? [])];
    workflows.set(owner, [owner, ...tasks]);
  }
  return workflows;
}
