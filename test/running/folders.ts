import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from '../../scripts/servers/index.mjs';

const ends: (() => Promise<void>)[] = [];

/** A folder for one test; when the test ends, so do the processes that were started under it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-running-'));
  ends.push(guardFolder(folder));
  return folder;
}

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
