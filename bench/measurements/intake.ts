import { setTimeout as pause } from 'node:timers/promises';
import { quantile, rounded } from '../figures';
import { startBare } from '../floor/life';
import type { Scale } from '../scale';
import { MATTER } from '../site/complaint';
import type { Product } from '../site/product';
import { startApi } from '../site/programs';
import type { Servers } from '../site/servers';
import type { Row } from '../table';

const WARM_UP = 10;
/** After each one: the work it has started must not weigh on the next. */
const SETTLE_MS = 80;

/** Time from `POST /complaints` to its 201, and that of a bare start, one of each in turn. */
export async function measureIntake(servers: Servers, product: Product, { intakes }: Scale): Promise<Row[]> {
  const { program, baseUrl } = await startApi(servers);
  const post = () => file(baseUrl, product.agentKey);
  const bare = () => startBare(product.bareClient, 0);
  await inTurn(WARM_UP, post, bare);
  const [posted, started] = await inTurn(intakes, post, bare);
  await program.kill();
  return [0.5, 0.99].map((share) => ({
    figure: `time from POST to 201, p${share * 100} (${intakes} of each)`,
    measured: `${rounded(quantile(posted, share))} ms`,
    beside: `${rounded(quantile(started, share))} ms a bare start`,
  }));
}

async function inTurn(
  times: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<[one: number[], other: number[]]> {
  const took: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time += 1) {
    took[0].push(await timed(one));
    await pause(SETTLE_MS);
    took[1].push(await timed(other));
    await pause(SETTLE_MS);
  }
  return took;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function file(baseUrl: string, key: string): Promise<void> {
  const response = await fetch(`${baseUrl}/api/v1/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(MATTER),
  });
  const answer = await response.text();
  if (response.status !== 201) throw new Error(`POST /complaints answered ${response.status}: ${answer}`);
}
