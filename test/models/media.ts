import path from 'node:path';
import type { Policy } from '../../domain/policy/policy';
import { loadPacks } from '../../models/policies';
import { DEPARTMENTS } from '../workflows/support/people';

export const POLICIES = path.join(__dirname, '..', '..', 'policies');

const TEST_POLICIES = path.join(__dirname, '..', 'policies');

export { DEPARTMENTS };

/** The pack `media` as shipped. */
export function loadMedia(): Promise<Policy> {
  return packOf(POLICIES, 'media');
}

/** A pack of the tests' own, which grants what no source does. */
export function loadMediaWithPause(): Promise<Policy> {
  return packOf([POLICIES, TEST_POLICIES], 'media-with-pause');
}

async function packOf(folders: string | readonly string[], id: string): Promise<Policy> {
  const pack = (await loadPacks(folders, DEPARTMENTS)).find((one) => one.id === id);
  if (!pack) throw new Error(`There is no pack ${id}.`);
  return { ...pack.rules, version: 1 };
}
