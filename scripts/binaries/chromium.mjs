import process from 'node:process';
import { run } from '../terminal/run.mjs';
import { say } from '../terminal/say.mjs';
import { onPath } from './tools.mjs';

/** Under these names distributions install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Debian's, with a font that has Chinese. */
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/**
 * The browser that tests of the console drive: the one that CHROMIUM names, the first on PATH or, where this may install
 * packages (as root on Debian, as containers and CI are), Debian's.
 *
 * @returns {Promise<string>} path of Chromium
 * @throws {Error} naming what provides it
 */
export async function obtainChromium() {
  const found = process.env['CHROMIUM'] ?? (await installed());
  if (found) return found;
  if (process.getuid?.() === 0 && (await onPath('apt-get'))) {
    await installPackages();
    const now = await installed();
    if (now) return now;
  }
  throw new Error(
    `Chromium is needed to test the console and is not installed. Install it with: apt-get install ${PACKAGES.join(' ')}   (or name one in CHROMIUM)`,
  );
}

/** @returns {Promise<string | undefined>} */
async function installed() {
  for (const name of NAMES) {
    const found = await onPath(name);
    if (found) return found;
  }
  return undefined;
}

async function installPackages() {
  say("Installing Debian's Chromium for the tests of the console (about 110 MB)");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, heartbeat: 'reading the lists of packages' });
  const args = ['install', '--yes', '--no-install-recommends', ...PACKAGES];
  await run('apt-get', args, { env, heartbeat: 'installing' });
}
