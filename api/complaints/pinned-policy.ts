import type { Policy } from '../../domain/policy/policy';
import type { CaseDocument } from '../../models/cases';
import type { PolicyStore } from '../../models/policies';

/** The version of its pack under which the case runs. */
export async function pinnedPolicy(
  { policies }: { readonly policies: Pick<PolicyStore, 'find'> },
  { _id, policy }: CaseDocument,
): Promise<Policy> {
  const pinned = await policies.find(policy.id, policy.version);
  if (pinned) return pinned;
  throw new Error(
    `Version ${policy.version} of the pack ${policy.id}, under which ${_id} runs, is not stored.`,
  );
}
