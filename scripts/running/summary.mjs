import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOOPBACK } from '../servers/ports.mjs';
import { say } from '../terminal/say.mjs';

/**
 * Prints where everything is and who can sign in.
 *
 * @param {import('./settings.mjs').Settings} settings
 */
export async function printSummary(settings) {
  const file = join(settings.dataDir, 'demo.json');
  const { baseUrl, accounts, keys } = JSON.parse(await readFile(file, 'utf8'));
  say();
  say(`Redress is up: ${baseUrl}`);
  say();
  say(`  API documentation  ${baseUrl}/api/docs`);
  say(`  Temporal Web UI    http://${LOOPBACK}:${settings.temporalUiPort}`);
  say(`  data and logs      ${settings.dataDir}`);
  say();
  say(`  Sign in at ${baseUrl} as one of the demo people:`);
  for (const line of table(accounts)) say(`    ${line}`);
  say();
  say(`  The same, and an API key of each of the ${keys.length}, are in ${file}`);
  say();
  say('  npm run tour plays one case through the running system. Ctrl-C stops everything.');
}

/**
 * @param {{role: string, department?: string, user: string, password: string}[]} accounts
 * @returns {string[]} lines with aligned columns
 */
function table(accounts) {
  const rows = accounts.map(({ role, department, user, password }) => [
    user,
    password,
    role,
    department ?? '–',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
