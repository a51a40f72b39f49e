import type { CaseKeyStore } from '../case-keys';

/** Destroys the key of something that need not have had one. Where there is none, nothing is written. */
export async function destroyPresent(
  keys: Pick<CaseKeyStore, 'find' | 'destroy'>,
  owner: string,
): Promise<void> {
  if ((await keys.find(owner)).state === 'present') await keys.destroy(owner);
}
