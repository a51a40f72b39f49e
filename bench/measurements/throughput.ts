import { setTimeout as pause } from 'node:timers/promises';
import { median, rounded } from '../figures';
import { startBare, step } from '../floor/life';
import { inParallel } from '../in-parallel';
import type { Scale } from '../scale';
import { Complaint, sixCommands } from '../site/complaint';
import { processorMs } from '../site/proc';
import type { Product } from '../site/product';
import type { Row } from '../table';
import { until } from '../until';

/** Between two slices: what the one has left behind must not weigh on the other. */
const SETTLE_MS = 1_500;
const UPDATES = 6;

/** The ids of the processes whose processor time is counted. */
export interface Processes {
  readonly temporal: number;
  readonly mongod: number;
  readonly worker: number;
  readonly floor: number;
  readonly client: number;
}

/** One slice: how many lives a second, and the processor time that one took, milliseconds. */
interface Slice {
  readonly perSecond: number;
  readonly processor: Readonly<Record<keyof Processes, number>>;
}

/** Complete lives a second, the product's and the bare workflow's in turn, so that the machine's noise hits both. */
export async function measureThroughput(
  product: Product,
  processes: Processes,
  scale: Scale,
): Promise<Row[]> {
  const { pairs, sliceS, concurrency } = scale;
  await productSlice(product, { ...scale, livesInSlice: concurrency });
  await floorSlice(product, { ...scale, livesInSlice: concurrency });
  const ours: Slice[] = [];
  const floor: Slice[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    ours.push(await slice(processes, () => productSlice(product, scale)));
    floor.push(await slice(processes, () => floorSlice(product, scale)));
  }
  const ratios = ours.map(({ perSecond }, pair) => perSecond / (floor[pair]?.perSecond ?? Number.NaN));
  const [ourRate, floorRate] = [rateOf(ours), rateOf(floor)];
  return [
    {
      figure: `complete lives a second, ${concurrency} at once, notices sent (median of ${pairs} slices of ${sliceS} s)`,
      measured: rounded(ourRate),
      beside: `${rounded(floorRate)} bare`,
    },
    {
      figure: 'their ratio (of the medians; of each pair)',
      measured: `${(ourRate / floorRate).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`,
      aim: '≥ 0.5',
    },
    { figure: 'processor time a life', measured: processorOf(ours), beside: `${processorOf(floor)} bare` },
  ];
}

async function slice(processes: Processes, live: () => Promise<number>): Promise<Slice> {
  await pause(SETTLE_MS);
  const before = await processorTimes(processes);
  const startedAt = performance.now();
  const lives = await live();
  const perSecond = (lives * 1_000) / (performance.now() - startedAt);
  const after = await processorTimes(processes);
  const each = (name: keyof Processes): number => (after[name] - before[name]) / lives;
  return { perSecond, processor: mapped(each) };
}

/** Ends when every case is closed and every notice is out; returns how many lives there were. */
async function productSlice(product: Product, { livesInSlice, sliceS, concurrency }: Scale): Promise<number> {
  const live = async (): Promise<string> => {
    const complaint = await Complaint.file(product, product.policies.media);
    for (const command of sixCommands()) await complaint.send(command);
    return complaint.number;
  };
  const numbers = await inParallel(livesInSlice, concurrency, live, sliceS * 1_000);
  await until('every notice is sent', () => allSent(product, numbers));
  return numbers.length;
}

async function allSent({ connection }: Product, numbers: readonly string[]): Promise<boolean> {
  const notices = connection.collection('notices');
  const number = { $in: numbers };
  const closing = await notices.countDocuments({ number, template: 'closed' });
  if (closing < numbers.length) return false;
  return (await notices.countDocuments({ number, status: { $ne: 'sent' } })) === 0;
}

async function floorSlice({ bareClient }: Product, scale: Scale): Promise<number> {
  const live = async (): Promise<void> => {
    const handle = await startBare(bareClient, UPDATES);
    for (let update = 0; update < UPDATES; update += 1) await step(handle);
  };
  return (await inParallel(scale.livesInSlice, scale.concurrency, live, scale.sliceS * 1_000)).length;
}

function rateOf(slices: readonly Slice[]): number {
  return median(slices.map(({ perSecond }) => perSecond));
}

/** `120 ms (temporal 60, worker 40, …)`, of what took any. */
function processorOf(slices: readonly Slice[]): string {
  const each = mapped((name) => median(slices.map(({ processor }) => processor[name])));
  const parts = Object.entries(each).filter(([, ms]) => ms >= 1);
  const sum = parts.reduce((total, [, ms]) => total + ms, 0);
  return `${sum.toFixed(0)} ms (${parts.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', ')})`;
}

async function processorTimes(processes: Processes): Promise<Slice['processor']> {
  return {
    temporal: await processorMs(processes.temporal),
    mongod: await processorMs(processes.mongod),
    worker: await processorMs(processes.worker),
    floor: await processorMs(processes.floor),
    client: await processorMs(processes.client),
  };
}

function mapped(value: (name: keyof Processes) => number): Slice['processor'] {
  return {
    temporal: value('temporal'),
    mongod: value('mongod'),
    worker: value('worker'),
    floor: value('floor'),
    client: value('client'),
  };
}
