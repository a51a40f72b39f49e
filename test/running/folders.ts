import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from '../../scripts/servers/index.mjs';

const ends: (() => Promise<void>)[] = [];

/** Has something done when the test ends, passed or failed; what came last is done first. */
export function atEnd(work: () => Promise<void>): void {
  ends.unshift(work);
}

/** A folder for one test; when the test ends, so do the processes that were started under it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-running-'));
  atEnd(guardFolder(folder));
  return folder;
}

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
