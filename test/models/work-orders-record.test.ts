import { openVault } from './vault';
import { createWorkOrderStore, type WorkOrderStore } from '../../models/work-orders';
import { advance } from '../../domain/task/advance';
import { workOrderRules, type WorkOrderEvent } from '../../domain/work-order/rules';
import type { OrderTerms } from '../../domain/work-order/work-order';
import { openDatabase, type TestDatabase } from './database';

let database: TestDatabase;
let orders: WorkOrderStore;

beforeAll(async () => {
  database = await openDatabase();
  orders = createWorkOrderStore(database.connection, openVault(database.connection).sealing);
  await database.makeIndexes();
});
afterAll(() => database.drop());

const at = '2026-11-24T02:00:00.000Z';
const orderedBy = { user: 'agent', roles: ['agent'] } as const;
const lead = { user: 'lead-logistics', roles: ['lead'], department: 'logistics' } as const;
let count = 0;

/** The events of a new order: its opening, and the signature after it. */
function life(): { id: string; opening: readonly WorkOrderEvent[]; signature: readonly WorkOrderEvent[] } {
  const number = `C20261124-${String((count += 1)).padStart(6, '0')}`;
  const id = `${number}-W1`;
  const limit = { duration: 'PT1H', calendar: 'wall' } as const;
  const payload: OrderTerms = {
    id,
    number,
    kind: 'complaint',
    department: 'logistics',
    task: 'Send a board',
    orderedBy,
    orderedAt: at,
    rules: { accept: limit, finish: limit },
  };
  const opened = advance(workOrderRules, undefined, { type: 'ordered', payload }, { at, actor: orderedBy });
  const signed = advance(workOrderRules, opened.state, { type: 'accept', payload: {} }, { at, actor: lead });
  return { id, opening: opened.events, signature: signed.events };
}

test('a repeat changes nothing, and returns what was recorded first', async () => {
  const { id, opening } = life();
  const completed = opening.map((event) =>
    event.type === 'clock-started' ? { ...event, completion: { person: 'lead-logistics' } } : event,
  );
  await orders.record(id, completed);
  expect(await orders.record(id, opening)).toEqual(completed);
  expect(await orders.eventsOf(id)).toEqual(completed);
  expect(await orders.find(id)).toMatchObject({ revision: opening.length, stage: 'ordered', turn: 0 });
});

test('other events under the same seqs, or a gap before them, are a conflict', async () => {
  const { id, opening, signature } = life();
  await expect(orders.record(id, signature)).rejects.toThrow('the record ends with 0');
  await orders.record(id, opening);
  const [first, ...rest] = opening;
  if (!first) throw new Error('An order begins with an event.');
  await expect(orders.record(id, [{ ...first, at: '2026-11-24T03:00:00.000Z' }, ...rest])).rejects.toThrow(
    'seq 1',
  );
  expect(await orders.eventsOf(id)).toHaveLength(opening.length);
});

test('of two at once, one records and the other finds it recorded', async () => {
  const { id, opening, signature } = life();
  await Promise.all([orders.record(id, opening), orders.record(id, opening)]);
  await Promise.all([orders.record(id, signature), orders.record(id, signature)]);
  expect(await orders.eventsOf(id)).toHaveLength(opening.length + signature.length);
  expect(await orders.find(id)).toMatchObject({ stage: 'accepted' });
});

test('a read model that is missing or behind is made from the events', async () => {
  const { id, opening, signature } = life();
  await orders.record(id, opening);
  await database.connection.collection('workOrders').deleteMany({ number: id.slice(0, -3) });
  await orders.record(id, signature);
  expect(await orders.find(id)).toMatchObject({
    stage: 'accepted',
    revision: opening.length + signature.length,
  });
});
