import { createCaseStore, RecordConflictError, type CaseDocument } from '../../models/cases';
import type { Policy } from '../../domain/policy/policy';
import { Life } from './life';
import { loadMedia } from './media';
import { anotherProcess, openRecords, recordAll, type Records } from './records';
import { openVault } from './vault';

let records: Records;
let media: Policy;
let drawn = 0;

beforeAll(async () => {
  records = await openRecords();
  media = await loadMedia();
});
afterAll(() => records.database.drop());

function newLife(): Life {
  drawn += 1;
  return new Life(media, `C20250303-${String(drawn).padStart(6, '0')}`, '2026-03-03 10:00');
}

/** Registered and assigned: two transitions. */
async function assigned(): Promise<Life> {
  const life = await newLife().register();
  return life.lead('assign', { department: 'technical' }, 'accepting');
}

async function storedEvents(number: string): Promise<number> {
  return records.database.connection.collection('caseEvents').countDocuments({ number });
}

test('a transition recorded twice is recorded once, and the repeat is recognised', async () => {
  const life = await assigned();
  await recordAll(records.cases, life);
  const [first = [], second = []] = life.transitions;
  expect((await records.cases.recordTransition(life.number, second)).repeated).toBe(true);
  const other = await anotherProcess(records);
  expect((await other.recordTransition(life.number, first)).repeated).toBe(true);
  expect(await storedEvents(life.number)).toBe(life.events.length);
  expect((await records.cases.find(life.number))?.state).toEqual(life.state);
});

test('two attempts at the same time record one transition', async () => {
  const life = await newLife().register();
  const [only = []] = life.transitions;
  const other = await anotherProcess(records);
  const outcomes = await Promise.all([
    records.cases.recordTransition(life.number, only),
    other.recordTransition(life.number, only),
    records.cases.recordTransition(life.number, only),
  ]);
  expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1);
  for (const { events } of outcomes) expect(events).toEqual(only);
  expect(await storedEvents(life.number)).toBe(only.length);
});

test('a repeat returns the completions that were stored first, whatever it brings itself', async () => {
  const life = await assigned();
  await recordAll(records.cases, life);
  const stored = life.transitions[1] ?? [];
  const later = stored.map((event) => ({ ...event, completion: { person: 'somebody-else' } }));
  const { events, repeated } = await records.cases.recordTransition(life.number, later);
  expect(repeated).toBe(true);
  expect(events).toEqual(stored);
});

test('another event under the same seq is refused, and nothing changes', async () => {
  const life = await assigned();
  await recordAll(records.cases, life);
  const changed = (life.transitions[1] ?? []).map((event) => ({ ...event, at: '2026-03-03T09:00:00.000Z' }));
  await expect(records.cases.recordTransition(life.number, changed)).rejects.toThrow(RecordConflictError);
  const other = await anotherProcess(records);
  await expect(other.recordTransition(life.number, changed)).rejects.toThrow(
    /another event stands under seq/,
  );
  expect(await records.cases.eventsOf(life.number)).toEqual(life.events);
});

test('a transition that is recorded in part only is refused', async () => {
  const life = await assigned();
  await recordAll(records.cases, life);
  const more = [...(life.transitions[1] ?? [])];
  const last = more.at(-1);
  if (last) more.push({ ...last, seq: last.seq + 1 });
  await expect(records.cases.recordTransition(life.number, more)).rejects.toThrow(RecordConflictError);
});

test('events that leave a gap are refused', async () => {
  const life = await assigned();
  const [, second = []] = life.transitions;
  await expect(records.cases.recordTransition(life.number, second)).rejects.toThrow(/the record ends with 0/);
  expect(await storedEvents(life.number)).toBe(0);
});

test('a command that is recorded already is not recorded under another seq', async () => {
  const life = await assigned();
  await recordAll(records.cases, life);
  const before = life.events.find(({ commandId }) => commandId !== undefined);
  await life.command('note', { text: '-', visibility: 'internal' });
  const again = life.transitions.at(-1)?.map((event) => ({ ...event, commandId: before?.commandId ?? '' }));
  await expect(records.cases.recordTransition(life.number, again ?? [])).rejects.toThrow(RecordConflictError);
});

test('when an attempt dies before its commit, nothing of it stays and the retry records all of it', async () => {
  const life = await newLife().register();
  const [only = []] = life.transitions;
  const connection = await records.database.connectAgain();
  const dying = createCaseStore(connection, () => Promise.reject(new Error('killed')), openVault(connection));
  await expect(dying.recordTransition(life.number, only, 'run-1')).rejects.toThrow('killed');
  expect(await storedEvents(life.number)).toBe(0);
  expect(await records.cases.find(life.number)).toBeUndefined();
  expect((await dying.recordTransition(life.number, only)).repeated).toBe(false);
  expect(await storedEvents(life.number)).toBe(only.length);
});

test('a case goes on from its events when its read model was dropped', async () => {
  const life = await assigned();
  await recordAll(records.cases, life);
  const readModels = records.database.connection.collection<CaseDocument>('cases');
  await readModels.deleteOne({ _id: life.number });
  await life.lead('accept', {}, 'planning');
  const { repeated } = await records.cases.recordTransition(life.number, life.transitions.at(-1) ?? []);
  expect(repeated).toBe(false);
  expect((await records.cases.find(life.number))?.state).toEqual(life.state);
});

test('two processes can record the same case in turn', async () => {
  const life = await assigned();
  const other = await anotherProcess(records);
  await recordAll(records.cases, life);
  await life.lead('accept', {}, 'planning');
  await other.recordTransition(life.number, life.transitions.at(-1) ?? []);
  await life.command('note', { text: '-', visibility: 'internal' });
  await records.cases.recordTransition(life.number, life.transitions.at(-1) ?? []);
  await life.command('note', { text: '-', visibility: 'internal' });
  await other.recordTransition(life.number, life.transitions.at(-1) ?? []);
  expect((await records.cases.find(life.number))?.state).toEqual(life.state);
});

test('the first record marks the intake as started, with the run', async () => {
  const { intake } = await records.intakes.file({
    intake: {
      kind: 'complaint',
      channel: 'phone',
      receivedAt: '2026-03-03T02:00:00Z',
      customer: { name: '-' },
      matter: '-',
    },
    policy: { id: 'media', version: 1 },
    filedBy: { user: 'ann', roles: ['agent'] },
    enteredAt: new Date('2026-03-03T02:00:00Z'),
  });
  const soon = new Date('2026-03-03T02:00:01Z');
  expect((await records.intakes.unstarted(soon, 10)).map(({ _id }) => _id)).toEqual([intake._id]);
  const life = await new Life(media, intake._id, '2026-03-03 10:00').register();
  await records.cases.recordTransition(intake._id, life.events, 'run-7');
  expect(await records.intakes.unstarted(soon, 10)).toEqual([]);
  expect(await records.intakes.find(intake._id)).toMatchObject({ startedRunId: 'run-7' });
});

test('events are read on from a seq, and found by their command', async () => {
  const life = await assigned();
  await recordAll(records.cases, life);
  const page = await records.cases.eventsOf(life.number, 2, 3);
  expect(page.map(({ seq }) => seq)).toEqual([3, 4, 5]);
  const command = life.events.find(({ commandId }) => commandId !== undefined);
  expect(await records.cases.eventOfCommand(life.number, command?.commandId ?? '')).toEqual(command);
  expect(await records.cases.eventOfCommand(life.number, 'no-such-command')).toBeUndefined();
});
