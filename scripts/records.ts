import { ConfigError, loadConfig } from '../platform/config';
import { readOrder, type Order } from './records/order';
import { recordsEnvironment } from './records/environment';
import { openRecords } from './records/open-records';
import { progressOn } from './records/progress';
import { rebuild } from './records/rebuild';
import { reconcile } from './records/reconcile';
import { dryRunRetention } from './records/retention';

/**
 * `npm run records`: compares the records with each other and with the workflows, makes read models anew, or says what
 * retention would erase.
 */
async function main(): Promise<void> {
  const order = readOrder(process.argv.slice(2));
  const records = await openRecords(loadConfig(await recordsEnvironment(process.env)));
  try {
    process.exitCode = (await carryOut(order)) ? 0 : 1;
  } finally {
    await records.close();
  }

  function carryOut({ command, number }: Order): Promise<boolean> {
    const terminal = { print, progress: progressOn(process.stderr) };
    switch (command) {
      case 'reconcile':
        return reconcile(records, terminal);
      case 'rebuild':
        return rebuild(records, number, terminal);
      case 'retention':
        return dryRunRetention(records, terminal);
    }
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Neither "no difference" (0) nor "differences" (1): nothing is known. */
const COULD_NOT = 2;

main().catch((error: unknown) => {
  const told = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = COULD_NOT;
});
