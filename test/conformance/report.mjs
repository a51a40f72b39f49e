import { readFileSync } from 'node:fs';

/** Every clause of the companies' rules, by rule set. */
const CLAUSES = Object.entries(
  JSON.parse(readFileSync(new URL('clauses.json', import.meta.url), 'utf8')),
).flatMap(([pack, ids]) => ids.map((id) => `${pack}/${id}`));

/**
 * Prints a line for each clause: whether its checks passed, and what they check. A check belongs to the clause that its
 * `describe` names; a clause without a check fails the run, and so does a check of no known clause.
 */
export default class ConformanceReport {
  /** @param {import('@jest/reporters').Config.GlobalConfig} config */
  constructor(config) {
    this.isWhole =
      config.nonFlagArgs.length === 0 &&
      !config.testPathPatterns?.patterns?.length &&
      !config.testNamePattern;
  }

  /** @param {Set<unknown>} _contexts @param {import('@jest/reporters').AggregatedResult} results */
  onRunComplete(_contexts, results) {
    const checks = byClause(results.testResults.flatMap((file) => file.testResults));
    const lines = CLAUSES.filter((clause) => this.isWhole || checks.has(clause)).map((clause) =>
      lineOf(clause, checks.get(clause) ?? []),
    );
    console.log(`\n${lines.map(({ text }) => text).join('\n')}\n`);
    this.unchecked = lines.filter(({ state }) => state === 'no check').map(({ clause }) => clause);
    this.strange = [...checks.keys()].filter(
      (title) => /^[a-z-]+\/\d/.test(title) && !CLAUSES.includes(title),
    );
    const count = (wanted) => lines.filter(({ state }) => state === wanted).length;
    console.log(
      `${count('passed')} of ${lines.length} clauses passed, ${count('failed')} failed, ${count('no check')} without a check`,
    );
  }

  getLastError() {
    if (this.unchecked?.length > 0) return new Error(`No check for ${this.unchecked.join(', ')}.`);
    if (this.strange?.length > 0) return new Error(`No clause is called ${this.strange.join(', ')}.`);
    return undefined;
  }
}

/**
 * @param {import('@jest/reporters').AssertionResult[]} checks
 * @returns {Map<string, import('@jest/reporters').AssertionResult[]>} by the title of their `describe`
 */
function byClause(checks) {
  const found = new Map();
  for (const check of checks) {
    const clause = check.ancestorTitles[0] ?? '';
    found.set(clause, [...(found.get(clause) ?? []), check]);
  }
  return found;
}

/**
 * @param {string} clause
 * @param {import('@jest/reporters').AssertionResult[]} checks
 */
function lineOf(clause, checks) {
  const passed = checks.every(({ status }) => status === 'passed');
  const state = checks.length === 0 ? 'no check' : passed ? 'passed' : 'failed';
  const what = checks.map(({ status, title }) =>
    status === 'passed' ? title : `${status.toUpperCase()}: ${title}`,
  );
  return { clause, state, text: `${clause}  ${state}  ${what.join('; ')}`.trimEnd() };
}
