import type { Policy } from '../../domain/policy/policy';
import type { Directory } from '../../models/people';
import { loadPacks, type PolicyStore } from '../../models/policies';
import type { Logger } from '../../platform/logging';
import type { Packs } from '../complaints/submit';

/** The packs of a folder, published as soon as there are departments for them to name. */
export interface PublishedPacks extends Packs {
  /** @throws {PackError} with every problem of every file */
  publish(): Promise<void>;
}

/**
 * @param folder of the pack files
 */
export function createPacks(
  folder: string,
  directory: Pick<Directory, 'departments'>,
  policies: PolicyStore,
  logger: Logger,
): PublishedPacks {
  let published = false;

  async function publish(): Promise<void> {
    const departments = (await directory.departments()).map(({ _id }) => _id);
    if (departments.length === 0) {
      logger.warn('There are no departments yet: the policy packs are published as soon as there are');
      return;
    }
    const results = await policies.publish(await loadPacks(folder, departments));
    published = true;
    for (const { id, version, isNew } of results) {
      if (isNew) logger.info({ pack: id, version }, 'Published a policy pack');
    }
  }

  return {
    publish,
    current: async (id: string): Promise<Policy | undefined> => {
      const known = await policies.current(id);
      if (known || published) return known;
      await publish();
      return policies.current(id);
    },
    ids: async () => (await policies.all()).map(({ id }) => id),
  };
}
