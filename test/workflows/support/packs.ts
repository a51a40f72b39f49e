import path from 'node:path';
import { loadPacks, type LoadedPack } from '../../../models/policies';
import { DEPARTMENTS } from './people';

const ROOT = path.join(__dirname, '..', '..', '..');

/** The pack that the product ships under this id. */
export async function shipped(id: string): Promise<LoadedPack> {
  const packs = await loadPacks(path.join(ROOT, 'policies'), DEPARTMENTS);
  const pack = packs.find((candidate) => candidate.id === id);
  if (!pack) throw new Error(`policies/ has no pack '${id}'.`);
  return pack;
}
