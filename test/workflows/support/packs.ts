import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadPacks, type LoadedPack } from '../../../models/policies';
import { readPacks } from '../../../models/policies/load-packs';
import { PackFile } from '../../../models/policies/pack-file';
import { DEPARTMENTS } from './people';

/** A pack of `test/policies`, for what no shipped pack allows. */
export async function forTests(id: string): Promise<LoadedPack> {
  const files = [
    path.join(ROOT, 'policies', 'media.yaml'),
    path.join(ROOT, 'test', 'policies', `${id}.yaml`),
  ];
  const read = await Promise.all(files.map(async (file) => new PackFile(file, await readFile(file, 'utf8'))));
  const pack = readPacks(read, DEPARTMENTS).find((candidate) => candidate.id === id);
  if (!pack) throw new Error(`test/policies has no pack '${id}'.`);
  return pack;
}

const ROOT = path.join(__dirname, '..', '..', '..');

/** The pack that the product ships under this id. */
export async function shipped(id: string): Promise<LoadedPack> {
  const packs = await loadPacks(path.join(ROOT, 'policies'), DEPARTMENTS);
  const pack = packs.find((candidate) => candidate.id === id);
  if (!pack) throw new Error(`policies/ has no pack '${id}'.`);
  return pack;
}
