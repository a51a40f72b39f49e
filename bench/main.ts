import os from 'node:os';
import { duration, say } from '../scripts/terminal/say.mjs';
import { measureHistory } from './measurements/history';
import { measureIntake } from './measurements/intake';
import { measureOpenCases } from './measurements/open-cases';
import { measurePolling } from './measurements/polling';
import { measureProtection } from './measurements/protection';
import { measureRecovery } from './measurements/recovery';
import { measureRetime } from './measurements/retime';
import { measureScreens } from './measurements/screens';
import { measureThroughput } from './measurements/throughput';
import { measureVerify } from './measurements/verify';
import { FULL, QUICK, type Scale } from './scale';
import { openProduct, type Product } from './site/product';
import { startFloor, startPolling, startWorker } from './site/programs';
import { startServers, type Servers } from './site/servers';
import { tableOf, type Row } from './table';

const MEASUREMENTS = [
  'lives',
  'polling',
  'histories',
  'protection',
  'intakes',
  'open-cases',
  'retime',
  'screens',
  'kills',
  'verify',
] as const;
type Measurement = (typeof MEASUREMENTS)[number];

/** What was asked for: `--quick`, and the measurements alone that are named. */
interface Wish {
  readonly scale: Scale;
  readonly only: readonly Measurement[];
}

/** Measures everything on one set of servers, and prints one table. */
async function main(): Promise<void> {
  const wish = wishOf(process.argv.slice(2));
  const startedAt = Date.now();
  say(machine());
  const servers = await startServers();
  try {
    const rows = await withProduct(servers, (product) => measureAll(servers, product, wish));
    say(`\n${tableOf(rows)}\n`);
  } finally {
    await servers.close();
  }
  say(machine());
  say(
    `Took ${duration(Date.now() - startedAt)}${wish.scale === QUICK ? '; --quick measures too little for figures that count' : ''}.`,
  );
  say(
    'Figures are noisy: what is comparable is what was measured in turn in one run, not runs with each other.',
  );
}

function wishOf(args: readonly string[]): Wish {
  const names = args.filter((arg) => arg !== '--quick');
  const only = MEASUREMENTS.filter((name) => names.includes(name));
  if (only.length < names.length) {
    throw new Error(`Say --quick, or what to measure alone: ${MEASUREMENTS.join(', ')}.`);
  }
  return { scale: args.includes('--quick') ? QUICK : FULL, only };
}

async function withProduct<T>(servers: Servers, work: (product: Product) => Promise<T>): Promise<T> {
  const product = await openProduct(servers);
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}

async function measureAll(servers: Servers, product: Product, { scale, only }: Wish): Promise<Row[]> {
  const worker = await startWorker(servers, 'worker');
  const floor = await startFloor(servers);
  const polling = await startPolling(servers);
  const rows: Row[] = [];
  const measure = async (what: Measurement, work: () => Promise<Row[]>): Promise<void> => {
    if (only.length === 0 || only.includes(what)) rows.push(...(await told(what, work)));
  };
  const processes = { ...servers.pids, worker: worker.pid, floor: floor.pid, client: process.pid };
  await measure('lives', () => measureThroughput(product, processes, scale));
  await measure('polling', () => measurePolling(product, scale));
  await measure('histories', () => measureHistory(product, scale));
  await measure('protection', () => measureProtection(product, scale));
  await measure('intakes', () => measureIntake(servers, product, scale));
  await Promise.all([worker, floor, polling].map((program) => program.stop(10_000)));
  await measure('open-cases', () => measureOpenCases(servers, product, scale));
  await measure('retime', () => measureRetime(servers, product, scale));
  await measure('screens', () => measureScreens(servers, product, scale));
  await measure('kills', () => measureRecovery(servers, product, scale));
  await measure('verify', () => measureVerify(servers, product, scale));
  return rows;
}

/** Says what is under way and what came out, so that a run that breaks off has still said something. */
async function told(what: Measurement, measure: () => Promise<Row[]>): Promise<Row[]> {
  const startedAt = Date.now();
  say(`Measuring: ${what}`);
  const rows = await measure();
  say(`  took ${duration(Date.now() - startedAt)}`);
  for (const { figure, measured, beside } of rows) {
    say(`  ${figure}: ${measured}${beside === undefined ? '' : ` (${beside})`}`);
  }
  return rows;
}

function machine(): string {
  const cpus = os.cpus();
  const load = os.loadavg().map((value) => value.toFixed(1));
  const memory = (os.totalmem() / 1e9).toFixed(0);
  return `${cpus.length} cores (${cpus[0]?.model ?? 'unknown'}), ${memory} GB, Node ${process.versions.node}; load ${load.join(' ')}`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
