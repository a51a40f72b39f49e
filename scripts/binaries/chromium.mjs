import process from 'node:process';
import { onPath } from './tools.mjs';

/** Under these names distributions install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser that tests of the console drive.
 *
 * @returns {Promise<string>} path of Chromium: the one that CHROMIUM names, or the first on PATH
 * @throws {Error} naming what provides it
 */
export async function findChromium() {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  for (const name of NAMES) {
    const found = await onPath(name);
    if (found) return found;
  }
  throw new Error(
    'Chromium is needed to test the console and is not installed. Install it with: apt-get install chromium fonts-noto-cjk   (or name one in CHROMIUM)',
  );
}
