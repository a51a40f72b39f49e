import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import process from 'node:process';
import { promisify } from 'node:util';
import start from '../setup/start.mjs';

const BUILD = fileURLToPath(new URL('../faults/support/prepare-build.mjs', import.meta.url));

/** What the suites with servers need and, besides, the product as it is built from the sources: once for all files. */
export default async function startWithBuild() {
  await promisify(execFile)(process.execPath, [BUILD]);
  // Another suite of the same run may have started them.
  if (process.env['REDRESS_TEST_MONGO_URL'] === undefined) await start();
}
