import { setTimeout as pause } from 'node:timers/promises';
import process from 'node:process';
import { quantile, rounded } from '../figures';
import { inParallel } from '../in-parallel';
import type { Scale } from '../scale';
import { AGENT, Complaint } from '../site/complaint';
import { residentBytes } from '../site/proc';
import type { Product } from '../site/product';
import { startWorker, type Program } from '../site/programs';
import type { Servers } from '../site/servers';
import type { Row } from '../table';
import { until } from '../until';

/** To set a clock takes less time than to open its case; this is for the machine's noise. */
const SPARE_MS = 5_000;
const CLAUSE = 'media/3.3-contact';
/** For the collector of every thread to have run, and for the memory to go back. */
const COLLECTED_MS = 2_000;

/** Many open cases in one worker: the memory they take, and how late their clocks break when all fall due at once. */
export async function measureOpenCases(servers: Servers, product: Product, scale: Scale): Promise<Row[]> {
  const worker = await startWorker(servers, 'open-cases', { maxCachedWorkflows: 2 * scale.openCases });
  // What comes with the first cases, such as connections, is not what each case takes.
  await open(product, scale, scale.concurrency);
  const before = await settledBytes(worker);
  const startedAt = Date.now();
  const complaints = await open(product, scale, scale.openCases);
  const openingMs = ((Date.now() - startedAt) * scale.clocks) / scale.openCases;
  const after = await settledBytes(worker);
  const promised = complaints.slice(0, scale.clocks);
  const lateness = await breachAtOnce(product, scale, promised, openingMs);
  await worker.stop(10_000);
  const perCase = (after - before) / scale.openCases;
  return [
    {
      figure: `memory of a worker per 1,000 open cached cases (${scale.openCases} opened)`,
      measured: `${rounded((perCase * 1_000) / 1e6)} MB`,
      beside: `${rounded(before / 1e6)} MB without`,
    },
    {
      figure: `${scale.clocks} clocks due at one instant: lateness of the breach on the record, p50 / p99`,
      measured: `${rounded(quantile(lateness, 0.5) / 1_000)} s / ${rounded(quantile(lateness, 0.99) / 1_000)} s`,
    },
  ];
}

/** Opens cases, which nobody is told of: they are at rest when they are recorded. */
async function open(product: Product, { concurrency }: Scale, count: number): Promise<Complaint[]> {
  const complaints = await inParallel(count, concurrency, () =>
    Complaint.file(product, product.policies.breachOnly),
  );
  const intakes = product.connection.collection('intakes');
  const waiting = { awaitsStart: true };
  await until('every case is open', async () => (await intakes.countDocuments(waiting)) === 0, 200);
  return complaints;
}

async function settledBytes({ pid }: Program): Promise<number> {
  for (let round = 0; round < 2; round += 1) {
    process.kill(pid, 'SIGUSR2');
    await pause(COLLECTED_MS);
  }
  return residentBytes(pid);
}

/**
 * Promises a reply by one instant in each case; returns how late each breach came onto the record, in milliseconds.
 *
 * @param openingMs how long it took to open so many cases
 */
async function breachAtOnce(
  product: Product,
  scale: Scale,
  complaints: readonly Complaint[],
  openingMs: number,
): Promise<number[]> {
  const due = Date.now() + 1.5 * openingMs + SPARE_MS;
  const lateness: number[] = [];
  const breach = { 'fullDocument.type': 'clock-broken', 'fullDocument.payload.clause': CLAUSE };
  const breaches = product.connection.collection('caseEvents').watch([{ $match: breach }]);
  breaches.on('change', () => lateness.push(Date.now() - due));
  try {
    await promise(complaints, due, scale);
    await until('every clock is broken', () => Promise.resolve(lateness.length >= complaints.length), 100);
  } finally {
    await breaches.close();
  }
  return lateness;
}

/** @throws if not every promise is on the record before it falls due */
async function promise(complaints: readonly Complaint[], due: number, { concurrency }: Scale): Promise<void> {
  const by = new Date(due).toISOString();
  await inParallel(complaints.length, concurrency, (index) =>
    send(complaints[index], { name: 'promise-reply', actor: AGENT, payload: { by } }),
  );
  if (Date.now() > due) {
    throw new Error('The clocks fell due before all of them ran: repeat this when the machine is less busy.');
  }
}

async function send(complaint: Complaint | undefined, step: Parameters<Complaint['send']>[0]): Promise<void> {
  await complaint?.send(step);
}
