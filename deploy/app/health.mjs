/* global AbortSignal, fetch */
// Asks a program of the product whether it is ready: `node deploy/app/health.mjs 3000`. Exit code 0 if it is, 1 if
// not, with the names of what it can't reach, which `docker inspect` shows.
import process from 'node:process';

const ANSWER_WITHIN_MS = 4_000;

const port = process.argv[2] ?? '3000';

try {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  console.log(response.status, (await response.text()).trim());
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.log(`no answer on port ${port}: ${error.cause?.code ?? error.name}`);
  process.exitCode = 1;
}
