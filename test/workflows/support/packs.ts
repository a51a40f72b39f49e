import path from 'node:path';
import { loadPacks, type LoadedPack } from '../../../models/policies';
import { DEPARTMENTS } from './people';

/** A pack of `test/policies`, for what no shipped pack allows. */
export const forTests = (id: string): Promise<LoadedPack> =>
  pick(id, [SHIPPED, path.join(ROOT, 'test', 'policies')]);

const ROOT = path.join(__dirname, '..', '..', '..');

const SHIPPED = path.join(ROOT, 'policies');

/** The pack that the product ships under this id. */
export const shipped = (id: string): Promise<LoadedPack> => pick(id, [SHIPPED]);

async function pick(id: string, folders: readonly string[]): Promise<LoadedPack> {
  const pack = (await loadPacks(folders, DEPARTMENTS)).find((candidate) => candidate.id === id);
  if (!pack) throw new Error(`${folders.join(' and ')} have no pack '${id}'.`);
  return pack;
}
