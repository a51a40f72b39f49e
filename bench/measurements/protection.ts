import { temporal } from '@temporalio/proto';
import { mongo } from 'mongoose';
import type { CaseEvent } from '../../domain/case/events';
import type { CaseDocument } from '../../models/cases';
import { project } from '../../models/cases/project';
import { storedCase } from '../../models/cases/stored-case';
import { storedEvents } from '../../models/cases/stored-event';
import { chained, type Link } from '../../models/proofs/chain';
import { decodeHistory } from '../../platform/codec';
import type { Scale } from '../scale';
import { Complaint, sixCommands } from '../site/complaint';
import type { Product } from '../site/product';
import type { Row } from '../table';
import { until } from '../until';

const { History: HistoryMessage } = temporal.api.history.v1;

/** One turn of a life: what was recorded together, and the case after it. */
interface Turn {
  readonly events: readonly CaseEvent[];
  readonly after: CaseDocument;
}

/** What encryption and chain cost a life, in events, bytes and time: the same life with both, beside without. */
export async function measureProtection(product: Product, { protectedTimes }: Scale): Promise<Row[]> {
  const number = await livedLife(product);
  const turns = turnsOf(await product.stores.cases.eventsOf(number));
  const { on, off } = await storedBytes(product, number, turns);
  const history = await historySizes(product, number, protectedTimes);
  return [
    {
      figure: 'events of history a life, encrypted and chained',
      measured: String(history.events),
      beside: `${history.events} without: neither adds any`,
    },
    {
      figure: 'bytes of history a life, encrypted',
      measured: kilobytes(history.encrypted),
      beside: `${kilobytes(history.plain)} without`,
    },
    {
      figure: 'bytes of events and read model a life, sealed and chained',
      measured: kilobytes(on),
      beside: `${kilobytes(off)} without`,
    },
    {
      figure: 'processor time a life: sealing and chaining its record',
      measured: milliseconds(await recordTime(product, number, turns, protectedTimes)),
      beside: `${milliseconds(history.decodingMs)} for decrypting its history once`,
    },
  ];
}

/** Lives a life to its closing; returns its number. */
async function livedLife(product: Product): Promise<string> {
  const complaint = await Complaint.file(product, product.policies.media);
  for (const command of sixCommands()) await complaint.send(command);
  const { number } = complaint;
  await until(
    'the case is closed',
    async () => (await product.stores.cases.find(number))?.stage === 'closed',
  );
  return number;
}

/** What happened at one time was recorded together. */
function turnsOf(events: readonly CaseEvent[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const event of events) {
    const last = turns.at(-1);
    const together = last?.events[0]?.at === event.at ? last.events : [];
    if (together.length > 0) turns.pop();
    const some = [...together, event];
    turns.push({ events: some, after: project(turns.at(-1)?.after, some) });
  }
  return turns;
}

async function storedBytes(
  { connection }: Product,
  number: string,
  turns: readonly Turn[],
): Promise<{ readonly on: number; readonly off: number }> {
  const stored = [
    ...(await connection.collection('caseEvents').find({ number }).toArray()),
    ...(await connection.collection<{ _id: string }>('cases').find({ _id: number }).toArray()),
  ];
  const plain: object[] = turns.flatMap(({ events }) => events.map((event) => ({ number, ...event })));
  const last = turns.at(-1);
  if (last) plain.push(last.after);
  return { on: sizeOf(stored), off: sizeOf(plain) };
}

function sizeOf(documents: readonly object[]): number {
  const sizes = documents.map((document) =>
    mongo.BSON.calculateObjectSize(document, { ignoreUndefined: true }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function historySizes({ client, codec }: Product, number: string, times: number) {
  const history = await client.workflow.getHandle(number).fetchHistory();
  const owner = { namespace: client.options.namespace, workflowId: number };
  const decodingMs = await processorMs(times, async () => {
    await decodeHistory(codec, owner, history);
  });
  return {
    events: history.events?.length ?? 0,
    encrypted: HistoryMessage.encode(history).finish().length,
    plain: HistoryMessage.encode(await decodeHistory(codec, owner, history)).finish().length,
    decodingMs,
  };
}

/** The same calls as those that record it make, without MongoDB. */
async function recordTime(
  { stores }: Product,
  number: string,
  turns: readonly Turn[],
  times: number,
): Promise<number> {
  const { sealing } = stores.vault;
  return processorMs(times, async () => {
    let head: Link | undefined;
    for (const { events, after } of turns) {
      const at = events.at(-1)?.at ?? '';
      head = chained(head, await storedEvents({ sealing }, number, events), at).at(-1);
      await storedCase({ sealing }, after);
    }
  });
}

/** Processor time of one time, milliseconds, of all threads of this program. */
async function processorMs(times: number, work: () => Promise<void>): Promise<number> {
  await work();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}
