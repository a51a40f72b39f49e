import type { Connection } from 'mongoose';
import { CalendarConflictError, createCalendarStore, defaultCalendar } from '../../models/calendars';
import type { CalendarChange, CalendarStore } from '../../models/calendars';
import { openDatabase } from './database';
import type { TestDatabase } from './database';

let database: TestDatabase;
let connection: Connection;

beforeEach(async () => {
  database = await openDatabase();
  connection = database.connection;
});

afterEach(() => database.drop());

/** A store as another process has it: on the same database, with nothing in memory. */
function storeElsewhere(): CalendarStore {
  return createCalendarStore(connection.useDb(connection.name));
}

const change: CalendarChange = {
  zone: 'Asia/Shanghai',
  workingHours: [{ from: '08:30', to: '17:00' }],
  overrides: [
    { kind: 'off', date: '2026-03-04', name: '厂庆' },
    { kind: 'working', date: '2026-03-07', hours: [{ from: '09:00', to: '12:00' }] },
    { kind: 'working', date: '2026-03-08' },
  ],
};
const note = { by: 'admin', at: new Date('2026-03-01T09:00:00Z'), reason: 'New opening hours' };

describe('the calendar store', () => {
  it('gives the calendar out of the box until somebody changes it', async () => {
    expect(await createCalendarStore(connection).load()).toEqual(defaultCalendar);
  });

  it('gives what was changed back as it was, in this process and in another', async () => {
    const store = createCalendarStore(connection);
    expect(await store.change(0, change, note)).toEqual({ ...change, version: 1 });
    expect(await store.load()).toEqual({ ...change, version: 1 });
    expect(await storeElsewhere().load()).toEqual({ ...change, version: 1 });
  });

  it('keeps a calendar with its days until another process changes it', async () => {
    const [here, there] = [createCalendarStore(connection), storeElsewhere()];
    const before = await here.calendar();
    expect(await here.calendar()).toBe(before);
    const noon = Date.parse('2026-03-04T12:00+08:00');
    expect(before.dayOf(noon).open).toHaveLength(2);

    await there.change(0, change, note);
    const after = await here.calendar();
    expect(after.dayOf(noon).open).toEqual([]);
    expect(await here.calendar()).toBe(after);
  });

  it('lets one of two changes through that were made on the same version', async () => {
    const stores = [createCalendarStore(connection), storeElsewhere()];
    const changes = await Promise.allSettled(stores.map((store) => store.change(0, change, note)));
    expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const reasons = changes.flatMap((made): unknown[] => (made.status === 'rejected' ? [made.reason] : []));
    expect(reasons[0]).toBeInstanceOf(CalendarConflictError);
  });

  it('refuses a change on a version that is not the newest, and stores nothing', async () => {
    const store = createCalendarStore(connection);
    await store.change(0, change, note);
    await expect(store.change(0, change, note)).rejects.toThrow(CalendarConflictError);
    await expect(store.change(5, change, note)).rejects.toThrow(CalendarConflictError);
    expect((await store.load()).version).toBe(1);
  });

  it('refuses what is no calendar, and stores nothing', async () => {
    const store = createCalendarStore(connection);
    await expect(store.change(0, { ...change, zone: 'Mars' }, note)).rejects.toThrow('time zone');
    expect(await connection.collection('calendars').countDocuments()).toBe(0);
  });

  it('keeps every version with who changed it, when, and why', async () => {
    const store = createCalendarStore(connection);
    await store.change(0, change, note);
    await store.change(1, { ...change, overrides: [] }, { ...note, reason: 'No exceptions any more' });
    const kept = await connection.collection('calendars').find().sort({ _id: 1 }).toArray();
    expect(kept).toMatchObject([
      { _id: 1, changedBy: 'admin', changedAt: note.at, reason: 'New opening hours' },
      { _id: 2, changedBy: 'admin', reason: 'No exceptions any more', overrides: [] },
    ]);
  });
});
