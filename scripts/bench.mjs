/*
 * `npm run bench`: packages, build, then every measurement, and one table. `npm run bench -- --quick` measures less.
 */
import process from 'node:process';
import { prepareBuild } from './preparation/build.mjs';
import { preparePackages } from './preparation/packages.mjs';
import { ROOT } from './preparation/root.mjs';
import { runVisibly } from './terminal/run.mjs';
import { say } from './terminal/say.mjs';

try {
  await preparePackages(ROOT);
  await prepareBuild(ROOT);
  const args = ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)];
  process.exitCode = (await runVisibly(process.execPath, args, ROOT)) === 0 ? 0 : 1;
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
