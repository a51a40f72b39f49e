import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import process from 'node:process';
import { promisify } from 'node:util';
import { obtainChromium } from '../../scripts/binaries/chromium.mjs';
import start from '../setup/start.mjs';

const BUILD = fileURLToPath(new URL('../../scripts/build-console.mjs', import.meta.url));

/**
 * What the suites with servers need and, besides, the console as it is built from the sources, and a browser:
 *
 * - REDRESS_TEST_CHROMIUM, path of its executable
 */
export default async function startWithConsole() {
  process.env['REDRESS_TEST_CHROMIUM'] = await obtainChromium();
  await promisify(execFile)(process.execPath, [BUILD]);
  // Another suite of the same run may have started them.
  if (process.env['REDRESS_TEST_MONGO_URL'] === undefined) await start();
}
