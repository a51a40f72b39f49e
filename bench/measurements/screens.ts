import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';
import type { CaseDocument } from '../../models/cases';
import { quantile, rounded } from '../figures';
import type { Scale } from '../scale';
import { Complaint } from '../site/complaint';
import { addCopies } from '../site/copies';
import type { Product } from '../site/product';
import { startApi, startWorker } from '../site/programs';
import type { Servers } from '../site/servers';
import { givePasswords, openBrowser, signedIn } from '../site/window';
import type { Row } from '../table';
import { until } from '../until';

const READER = 'technical-lead';
const VIEWS = 5;

/** What a person at the console waits for: the first view of their work, and what somebody else has just done. */
export async function measureScreens(servers: Servers, product: Product, scale: Scale): Promise<Row[]> {
  const worker = await startWorker(servers, 'screens');
  const { program: api, baseUrl } = await startApi(servers);
  const browser = await openBrowser();
  try {
    await givePasswords(product, [READER]);
    const complaint = await firstCase(product);
    await fillUp(product, complaint, scale.casesOnScreen);
    const views = await firstViews(browser, baseUrl);
    const seen = await changesSeen(browser, baseUrl, product, complaint, scale.changesSeen);
    return [...viewRows(views, scale), ...changeRows(seen)];
  } finally {
    await browser.close();
    await api.stop(10_000);
    await worker.stop(10_000);
  }
}

async function firstCase(product: Product): Promise<Complaint> {
  const complaint = await Complaint.file(product, product.policies.quiet);
  const cases = product.connection.collection<CaseDocument>('cases');
  await until('the case is open', async () => (await cases.findOne({ _id: complaint.number })) !== null, 100);
  return complaint;
}

/** Open cases like this one, that wait for the same people; each is due a little later than the one before. */
function fillUp(product: Product, complaint: Complaint, count: number): Promise<void> {
  return addCopies(product, complaint, count - 1, (like, index) => {
    const later = new Date(like.dueOrder.getTime() + (index + 1) * 1_000);
    const number = `C20000102-${String(index + 1).padStart(6, '0')}`;
    return { ...like, _id: number, dueAt: later, dueOrder: later, state: { ...like.state, number } };
  });
}

interface FirstView {
  /** Until the first row can be clicked, milliseconds. */
  readonly readyMs: number;
  readonly bytes: number;
}

async function firstViews(browser: Browser, baseUrl: string): Promise<FirstView[]> {
  const views: FirstView[] = [];
  for (let view = 0; view < VIEWS; view += 1) {
    const context = await signedIn(browser, baseUrl, READER);
    views.push(await firstView(context));
    await context.close();
  }
  return views;
}

/** As for somebody who has never been here: nothing is in the browser's cache. */
async function firstView(context: BrowserContext): Promise<FirstView> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  const startedAt = performance.now();
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator('.work-row .verb button').first().click({ trial: true });
  return { readyMs: performance.now() - startedAt, bytes };
}

/** How long after a command is sent somebody else's screen shows what it has changed, milliseconds. */
async function changesSeen(
  browser: Browser,
  baseUrl: string,
  { agentKey }: Product,
  { number }: Complaint,
  times: number,
): Promise<number[]> {
  const context = await signedIn(browser, baseUrl, READER);
  const page = await context.newPage();
  await page.goto(`/cases/${number}`);
  await page.locator('.event').first().waitFor();
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const text = randomUUID();
    // Looked for by the page itself, at every frame.
    const shown = page.locator('.timeline').getByText(text).waitFor();
    const startedAt = performance.now();
    await note(baseUrl, agentKey, number, text);
    await shown;
    took.push(performance.now() - startedAt);
  }
  await context.close();
  return took;
}

async function note(baseUrl: string, key: string, number: string, text: string): Promise<void> {
  const response = await fetch(`${baseUrl}/api/v1/complaints/${number}/note`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ text, visibility: 'internal' }),
  });
  if (response.status !== 200) throw new Error(`The note was answered with ${response.status}.`);
}

function viewRows(views: readonly FirstView[], { casesOnScreen }: Scale): Row[] {
  const ready = views.map(({ readyMs }) => readyMs);
  const bytes = views.map(({ bytes: transferred }) => transferred);
  const among = casesOnScreen.toLocaleString('en');
  return [
    {
      figure: `first view of “My work” with ${among} open cases that wait for the reader, nothing cached: until a row can be clicked, median of ${VIEWS}`,
      measured: `${rounded(quantile(ready, 0.5) / 1_000)} s`,
      beside: `${Math.round(quantile(bytes, 0.5) / 1_000)} kB transferred`,
    },
  ];
}

function changeRows(took: readonly number[]): Row[] {
  return [
    {
      figure: `from a command's sending to the change on another person's screen, p50 / p99 (${took.length})`,
      measured: `${rounded(quantile(took, 0.5))} ms / ${rounded(quantile(took, 0.99))} ms`,
    },
  ];
}
