/*
 * `npm start`: packages, build, binaries, servers, worker and API, demo accounts; Ctrl-C stops all of it in order.
 * Needs nothing but Node: what is imported here may not import a package at its top.
 */
import { join } from 'node:path';
import process from 'node:process';
import { prepareBuild } from './preparation/build.mjs';
import { preparePackages } from './preparation/packages.mjs';
import { ROOT } from './preparation/root.mjs';
import { runUntilStopped } from './running/main.mjs';
import { dataFolder } from './running/settings.mjs';
import { listenForStop } from './running/stop-signal.mjs';
import { say } from './terminal/say.mjs';

const stop = listenForStop();
try {
  await preparePackages(ROOT);
  await prepareBuild(ROOT);
  stop.controller.signal.throwIfAborted();
  await runUntilStopped({
    dataDir: dataFolder(ROOT),
    scripts: {
      worker: join(ROOT, 'dist', 'worker', 'main.js'),
      api: join(ROOT, 'dist', 'api', 'main.js'),
      demo: join(ROOT, 'dist', 'scripts', 'demo.js'),
    },
    stop,
  });
} catch (error) {
  const brokenOff = stop.controller.signal.aborted;
  if (!brokenOff) say(error.message);
  process.exitCode = brokenOff ? 130 : 1;
}
process.exit();
