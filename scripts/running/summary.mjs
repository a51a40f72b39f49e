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
  const { baseUrl, keys } = JSON.parse(await readFile(file, 'utf8'));
  say();
  say(`Redress is up: ${baseUrl}`);
  say();
  say(`  API documentation  ${baseUrl}/api/docs`);
  say(`  Temporal Web UI    http://${LOOPBACK}:${settings.temporalUiPort}`);
  say(`  data and logs      ${settings.dataDir}`);
  say();
  say(`  Demo accounts (send \`Authorization: Bearer <key>\`; also in ${file})`);
  for (const line of table(keys)) say(`    ${line}`);
  say();
  say('  npm run tour plays one case through the running system. Ctrl-C stops everything.');
}

/**
 * @param {{role: string, department?: string, user: string, key: string}[]} keys
 * @returns {string[]} lines with aligned columns
 */
function table(keys) {
  const rows = keys.map(({ role, department, user, key }) => [role, department ?? '–', user, key]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
