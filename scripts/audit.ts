import { loadConfig } from '../platform/config';
import { lineOf, type Finding } from './audit/finding';
import { openAudit } from './audit/open-audit';
import { readOrder } from './audit/order';
import { summaryOf, verify } from './audit/verify';
import { recordsEnvironment } from './records/environment';
import { progressOn } from './records/progress';

/** `npm run audit`: proves that the records are what was recorded, or names what is not. Changes nothing. */
async function main(): Promise<void> {
  const order = readOrder(process.argv.slice(2));
  const config = loadConfig(await recordsEnvironment(process.env));
  const audit = await openAudit(config, order.keyFile);
  const progress = progressOn(process.stderr);
  try {
    const tell = (finding: Finding) => print(lineOf(finding));
    const verified = await verify(audit.audited, audit.outside, order.scope, tell, progress);
    print(summaryOf(verified));
    process.exitCode = verified.findings > 0 ? FOUND : 0;
  } finally {
    await audit.close();
  }
}

const FOUND = 1;
/** Neither intact (0) nor not (1): nothing can be said. */
const COULD_NOT = 2;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = COULD_NOT;
});
