import { median, rounded } from '../figures';
import { inParallel } from '../in-parallel';
import { PollingClient } from '../polling/client';
import type { Scale } from '../scale';
import { Complaint, MATTER, sixCommands } from '../site/complaint';
import type { Product } from '../site/product';
import type { Row } from '../table';

/** The same lives where a worker looks once a second for what there is to do, and how long a command takes there. */
export async function measurePolling(
  product: Product,
  { pollingLives, pollingConcurrency }: Scale,
): Promise<Row[]> {
  const ours = await lives(pollingLives, pollingConcurrency, async (timed) => {
    const complaint = await Complaint.file(product, product.policies.media);
    for (const command of sixCommands()) await timed(() => complaint.send(command));
  });
  const client = new PollingClient(product.connection);
  const polling = await lives(pollingLives, pollingConcurrency, async (timed, index) => {
    const id = `polling-${index}`;
    await client.send(id, 'register', MATTER);
    for (const { name, payload } of sixCommands()) await timed(() => client.send(id, name, payload));
  });
  await client.close();
  return [
    {
      figure: `lives a second beside a polling design, ${pollingConcurrency} at once (${pollingLives} lives each)`,
      measured: rounded(ours.perSecond),
      beside: `${rounded(polling.perSecond)} polling once a second`,
    },
    {
      figure: 'time from a command to its answer, p50',
      measured: `${rounded(median(ours.latencies))} ms`,
      beside: `${rounded(median(polling.latencies))} ms polling`,
    },
  ];
}

type Timed = (work: () => Promise<unknown>) => Promise<void>;

async function lives(
  count: number,
  concurrency: number,
  live: (timed: Timed, index: number) => Promise<void>,
): Promise<{ readonly perSecond: number; readonly latencies: readonly number[] }> {
  const latencies: number[] = [];
  const timed: Timed = async (work) => {
    const startedAt = performance.now();
    await work();
    latencies.push(performance.now() - startedAt);
  };
  const startedAt = performance.now();
  await inParallel(count, concurrency, (index) => live(timed, index));
  return { perSecond: (count * 1_000) / (performance.now() - startedAt), latencies };
}
