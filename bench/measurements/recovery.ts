import { median, rounded } from '../figures';
import { inParallel } from '../in-parallel';
import type { Scale } from '../scale';
import { Complaint, sixCommands } from '../site/complaint';
import type { Product } from '../site/product';
import { startWorker } from '../site/programs';
import type { Servers } from '../site/servers';
import type { Row } from '../table';

/**
 * Time until an open case answers its next command after the worker that had it was killed, with another worker
 * running. Half the cases are at rest when it is killed; of the others a command is just being carried out.
 */
export async function measureRecovery(servers: Servers, product: Product, scale: Scale): Promise<Row[]> {
  const { kills, casesPerKill } = scale;
  const atRest: number[] = [];
  const caught: number[] = [];
  let owner = await startWorker(servers, 'owner-0');
  for (let kill = 1; kill <= kills; kill += 1) {
    const file = () => inParallel(casesPerKill, casesPerKill, () => opened(product));
    const [resting, busy] = [await file(), await file()];
    const heir = await startWorker(servers, `owner-${kill}`);
    const underWay = busy.map((complaint) => answered(complaint));
    await new Promise((resolve) => setTimeout(resolve, CAUGHT_AFTER_MS));
    await owner.kill();
    const killedAt = performance.now();
    const since = async (answer: Promise<void>): Promise<number> => {
      await answer;
      return performance.now() - killedAt;
    };
    atRest.push(...(await Promise.all(resting.map((complaint) => since(answered(complaint))))));
    caught.push(...(await Promise.all(underWay.map(since))));
    owner = heir;
  }
  await owner.stop(10_000);
  return [
    row('an open case answers its next command after its worker was killed', atRest, '< 2 s'),
    row('a command that the killed worker was carrying out is answered', caught),
  ];
}

/** Into the middle of a command: its activity is under way. */
const CAUGHT_AFTER_MS = 15;

/** A case with its first task done, which its worker keeps from then on. */
async function opened(product: Product): Promise<Complaint> {
  const complaint = await Complaint.file(product, product.policies.media);
  const [first] = sixCommands();
  if (first) await complaint.send(first);
  return complaint;
}

async function answered(complaint: Complaint): Promise<void> {
  const second = sixCommands()[1];
  if (second) await complaint.send(second);
}

function row(figure: string, took: readonly number[], aim = ''): Row {
  const seconds = (ms: number): string => `${rounded(ms / 1_000)} s`;
  return {
    figure: `${figure}, p50 / max (${took.length})`,
    measured: `${seconds(median(took))} / ${seconds(Math.max(...took))}`,
    aim,
  };
}
