import process from 'node:process';
import { buildConsole, consoleIsCurrent } from './preparation/console.mjs';
import { ROOT } from './preparation/root.mjs';

try {
  if (!(await consoleIsCurrent(ROOT))) await buildConsole(ROOT);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
