import type { AccessRecord } from '../../models/access-record';
import type { Signer } from '../../models/proofs';
import { writeSignedZip } from '../documents/signed-zip';
import { accountFor } from '../http/account-for';
import { only } from '../http/access';
import { noParts, route, type Route } from '../http/route';
import { numberParams } from '../keeping/schemas';
import { bundleOf, type BundleSources } from './files';

export interface BundleServices extends BundleSources {
  readonly accessRecord: AccessRecord;
  /** The key of the anchors; absent: what is taken out is not signed. */
  readonly signer?: Signer;
}

/** Who answers for the record outside, and who examines it. */
const TAKING_OUT = only('auditor', 'quality-manager', 'head-of-customer-service');

/** A case as a file that can be read, checked, and given away. */
export function bundleRoutes(services: BundleServices): Route[] {
  return [
    route(
      {
        ...noParts,
        method: 'get',
        path: '/api/v1/complaints/{number}/bundle',
        allow: TAKING_OUT,
        id: 'exportBundle',
        tag: 'Complaints',
        summary: 'Everything that is kept of a complaint, as one signed ZIP',
        description:
          'A page that prints well (Chinese and English), the case and its events as JSON, files, histories, proofs and their verifier; “manifest.json” has the SHA-256 of each, “manifest.json.sig” its Ed25519 signature. It is written while it is read: one that breaks off has no manifest. Of an erased case it holds what is left. Each stands on the access record.',
        params: numberParams,
        answers: { 200: { description: 'The file', contentType: 'application/zip' } },
        problems: ['not-found', 'not-yet', 'unavailable'],
      },
      async ({ actor, params: { number }, request }) => {
        const madeAt = new Date().toISOString();
        const files = await bundleOf(services, number, actor, madeAt);
        await accountFor(services.accessRecord, request, actor, { action: 'exportBundle', number });
        const head = { format: 'redress-case', of: number, madeAt, madeBy: actor.user };
        return {
          write: async (response) => {
            response.attachment(`${number}.zip`).type('application/zip');
            await writeSignedZip(response, head, files, services.signer);
          },
        };
      },
    ),
  ];
}
