import { explain, loadPackFile } from '../models/policies';
import { ConfigError } from '../platform/config';
import { check } from './pack/check';
import { companyOf } from './pack/company';
import { readOrder, type Order } from './pack/order';
import { SHIPPED } from './pack/shipped';
import { simulateCases } from './pack/simulate';
import { progressOn } from './records/progress';

/** A pack that is only tried has no version yet. */
const UNPUBLISHED = 0;

/** `npm run pack`: checks a policy pack, explains it, and simulates past cases under it. Nothing is changed. */
async function main(): Promise<void> {
  process.exitCode = (await carryOut(readOrder(process.argv.slice(2)))) ? 0 : 1;
}

async function carryOut(order: Order): Promise<boolean> {
  const company = await companyOf(order.departments);
  if (order.command === 'check') return check(order.files, company, print);
  const { rules } = await loadPackFile(order.file, company.departments, [SHIPPED]);
  if (order.command === 'simulate') {
    await simulateCases({ ...rules, version: UNPUBLISHED }, order.cases, print, progressOn(process.stderr));
    return true;
  }
  for (const language of order.languages) {
    for (const line of explain(rules, language, company.titles)) print(line);
    print('');
  }
  return true;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Neither "in order" (0) nor "has problems" (1): the order could not be carried out. */
const COULD_NOT = 2;

main().catch((error: unknown) => {
  const told = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = COULD_NOT;
});
