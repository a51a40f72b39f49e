import path from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadConfig } from '../platform/config';
import { archivedIds } from './audit/archived-ids';
import { CouldNotCheckError, lineOf, type Finding } from './audit/finding';
import { notReplayed } from './audit/not-replayed';
import { openAudit, type Audit } from './audit/open-audit';
import { readOrder, type Order } from './audit/order';
import { replay, replaySummary } from './audit/replay';
import { summaryOf, verify } from './audit/verify';
import { recordsEnvironment } from './records/environment';
import { figure, progressOn } from './records/progress';

/** `npm run audit`: proves that the records are what was recorded, or names what is not. Changes nothing. */
async function main(): Promise<void> {
  const order = readOrder(process.argv.slice(2));
  const config = loadConfig(await recordsEnvironment(process.env));
  const audit = await openAudit(config, order.keyFile);
  try {
    process.exitCode = (await findingsOf(audit, order)) > 0 ? FOUND : 0;
  } finally {
    await audit.close();
  }
}

const FOUND = 1;
/** Neither intact (0) nor not (1): nothing can be said. */
const COULD_NOT = 2;

async function findingsOf(audit: Audit, { command, scope }: Order): Promise<number> {
  if (command === 'verify') {
    const verified = await verify(audit.audited, audit.outside, scope, tell, progressOn(process.stderr));
    print(summaryOf(verified));
    print(effort());
    return verified.findings;
  }
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const workflowBundle = { codePath: path.join(__dirname, '..', 'workflow-bundle.js') };
  const ids = archivedIds(audit.audited.connection, scope);
  const replayed = await replay({ ...audit.replaying, workflowBundle }, ids, tell);
  if (replayed.runs + replayed.erased + replayed.findings > 0) {
    print(replaySummary(replayed));
    print(effort());
  }
  const why = await notReplayed(audit.known, scope, replayed);
  if (why !== undefined && replayed.findings === 0) throw new CouldNotCheckError(why);
  return replayed.findings;
}

/** What it has cost so far: time since the start, and the most memory that this process has had at once. */
function effort(): string {
  const seconds = Math.ceil(process.uptime());
  const megabytes = Math.round((process.resourceUsage().maxRSS * 1_024) / 1e6);
  return `It took ${figure(seconds)} s, and ${figure(megabytes)} MB of memory at the most.`;
}

function tell(finding: Finding): void {
  print(lineOf(finding));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = COULD_NOT;
});
