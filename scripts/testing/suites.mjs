import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { runVisibly } from '../terminal/run.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {(root: string) => boolean} exists whether there is anything to run
 * @property {(root: string) => Promise<Outcome>} run
 */

/**
 * @param {string} root folder of the project
 * @returns {Suite[]} every suite: the tools, then the projects of jest.config.js in their order, quick ones first
 * @throws {Error} when a folder with tests is no suite, so that none is forgotten
 */
export function allSuites(root) {
  /** @type {string[]} */
  const names = createRequire(import.meta.url)('../../jest.config.js').projects.map(
    (project) => project.displayName,
  );
  const forgotten = readdirSync(join(root, 'test')).filter(
    (folder) => !names.includes(folder) && hasTests(join(root, 'test', folder)),
  );
  if (forgotten.length > 0) {
    throw new Error(`test/${forgotten.join(', test/')} belongs to no suite: name it in jest.config.js.`);
  }
  return [
    check('lint and types', [
      // It takes longer than all the others together.
      [['eslint/bin/eslint.js', '--concurrency', '2', '.']],
      [
        ['typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
        ['typescript/bin/tsc', '-p', 'console'],
        ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
      ],
    ]),
    ...names.map(jestSuite),
  ].filter((suite) => suite.exists(root));
}

/** @param {string} folder */
function hasTests(folder) {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => file.endsWith('.test.ts'))
  );
}

/**
 * A suite of tools, which counts as one test: all of them are content, or it fails.
 *
 * @param {string} name
 * @param {string[][][]} lanes that run side by side; each a row of scripts below node_modules, with their arguments
 * @returns {Suite}
 */
function check(name, lanes) {
  return {
    name,
    exists: () => true,
    async run(root) {
      const contents = await Promise.all(lanes.map((commands) => areContent(root, commands)));
      return contents.includes(false) ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
    },
  };
}

/**
 * @param {string} root
 * @param {string[][]} commands one after the other, also after one that is not content
 * @returns {Promise<boolean>}
 */
async function areContent(root, commands) {
  let content = true;
  for (const [script, ...args] of commands) {
    const exit = await runVisibly(process.execPath, [join(root, 'node_modules', script), ...args], root);
    content &&= exit === 0;
  }
  return content;
}

/**
 * @param {string} name folder under test/ and project in jest.config.js
 * @returns {Suite}
 */
function jestSuite(name) {
  return {
    name,
    exists: (root) => hasTests(join(root, 'test', name)),
    async run(root) {
      const folder = await mkdtemp(join(tmpdir(), 'redress-results-'));
      try {
        const results = join(folder, 'results.json');
        const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
        const args = [
          '--ci',
          '--selectProjects',
          name,
          '--json',
          '--outputFile',
          results,
          ...reportersOf(root, name),
        ];
        const exit = await runVisibly(process.execPath, [jest, ...args], root);
        return count(await readResults(results), exit);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {string[]} a suite that says more of its results than which tests passed has a reporter beside its tests
 */
function reportersOf(root, name) {
  const reporter = join(root, 'test', name, 'report.mjs');
  return existsSync(reporter) ? ['--reporters', 'default', '--reporters', reporter] : [];
}

/**
 * @param {string} file
 * @returns {Promise<{numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number} | undefined>}
 */
async function readResults(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A file that could not run is a failure, and so is a suite that crashed or ran nothing.
 *
 * @param {Awaited<ReturnType<typeof readResults>>} results undefined when Jest wrote none
 * @param {number | string} exit
 * @returns {Outcome}
 */
export function count(results, exit) {
  const passed = results?.numPassedTests ?? 0;
  const failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0);
  const unaccounted = failed === 0 && (exit !== 0 || passed === 0);
  return { passed, failed: unaccounted ? 1 : failed };
}
