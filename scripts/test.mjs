/*
 * `npm test`: packages, generated code, binaries, then every suite, quick ones first; `npm test -- domain workflows`
 * runs these alone. The last line is "N passed, N failed"; the exit code is 1 unless everything passed.
 */
import process from 'node:process';
import { obtainMongod, obtainTemporalCli, obtainTestServer } from './binaries/index.mjs';
import { writeConsoleTypes } from './preparation/console-types.mjs';
import { preparePackages } from './preparation/packages.mjs';
import { ROOT } from './preparation/root.mjs';
import { run } from './terminal/run.mjs';
import { duration, say } from './terminal/say.mjs';
import { allSuites } from './testing/suites.mjs';

/**
 * @param {string[]} names of the suites asked for; none means all
 * @throws {Error} naming a suite that does not exist, and those that do
 */
function chosen(names) {
  const present = allSuites(ROOT);
  const unknown = names.filter((name) => !present.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const known = present.map((suite) => suite.name).join(', ');
    throw new Error(`There is no suite ${unknown.join(', ')}. There are: ${known}`);
  }
  return present.filter((suite) => names.length === 0 || names.includes(suite.name));
}

async function setUp() {
  await preparePackages(ROOT);
  await run('npm', ['run', '--silent', 'generate'], { cwd: ROOT, heartbeat: 'generating code' });
  await writeConsoleTypes(ROOT);
  for (const obtain of [obtainTemporalCli, obtainMongod, obtainTestServer]) await obtain();
}

/** @param {import('./testing/suites.mjs').Suite[]} suites */
async function runAll(suites) {
  const rows = [];
  for (const suite of suites) {
    say(`\n── ${suite.name} ──`);
    const began = Date.now();
    const outcome = await suite.run(ROOT);
    rows.push({ name: suite.name, ...outcome, took: duration(Date.now() - began) });
    say(`── ${line(rows.at(-1))}`);
  }
  return rows;
}

/** @param {{name: string, passed: number, failed: number, took: string}} row */
function line({ name, passed, failed, took }) {
  return `${name}: ${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}, took ${took}`;
}

try {
  const suites = chosen(process.argv.slice(2));
  await setUp();
  const rows = await runAll(suites);
  say();
  for (const row of rows) say(line(row));
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  say(`${rows.reduce((sum, row) => sum + row.passed, 0)} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  say(error.message);
  say('0 passed, 1 failed');
  process.exitCode = 1;
}
