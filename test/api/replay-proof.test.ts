import { archiveRun } from '../../activities/archive/archive-run';
import type { CaseEvent } from '../../domain/case/events';
import { createCaseKeyStore } from '../../models/case-keys';
import { createDataConverter, createMasterKey, decodeHistory } from '../../platform/codec';
import type { Finding } from '../../scripts/audit/finding';
import { notReplayed } from '../../scripts/audit/not-replayed';
import { replay, type Replayed, type Replaying } from '../../scripts/audit/replay';
import { begun, unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let number: string;
let replaying: Replaying;
let destroyKey: () => Promise<void>;

beforeAll(async () => {
  system = await startSystem('replay');
  await system.startWorker();
  number = await begun(system.as('agent'), unclassified);
  const { status } = await system
    .as('agent')
    .post(`complaints/${number}/assign`, { department: 'technical' });
  if (status !== 200) throw new Error(`The complaint was not assigned: ${status}`);
  // It ends as an operator's termination ends one: what is archived is whole.
  const handle = system.temporal.client.workflow.getHandle(number);
  const { runId } = await handle.describe();
  await handle.terminate('for the test');
  const { archives, cases } = system.services;
  const keys = createCaseKeyStore(system.mongo.connection, createMasterKey(system.config.masterKey));
  destroyKey = () => keys.destroy(number);
  await archiveRun(system.temporal.client, archives, { workflowId: number, runId });
  const { codec } = await createDataConverter(keys);
  const { namespace } = system.config.temporal;
  replaying = {
    archives,
    decode: (workflowId, history) => decodeHistory(codec, { namespace, workflowId }, history),
    eventsOf: (id) => cases.eventsOf(id),
    stateDiffers: async (id) => (await cases.compare(id)) !== undefined,
    workflowBundle: { codePath: process.env['REDRESS_TEST_BUNDLE'] ?? '' },
  };
}, 60_000);
afterAll(() => system.close());

async function replayed(
  changed: Partial<Replaying> = {},
): Promise<{ readonly findings: readonly Finding[]; readonly result: Replayed }> {
  const findings: Finding[] = [];
  async function* ids(): AsyncGenerator<string> {
    yield await Promise.resolve(number);
  }
  const result = await replay({ ...replaying, ...changed }, ids(), (finding) => findings.push(finding));
  return { findings, result };
}

function withEvents(change: (events: CaseEvent[]) => object[]): Partial<Replaying> {
  return { eventsOf: async () => change(await system.services.cases.eventsOf(number)) };
}

test('an archived history replays through the workflow code, and carries the events that are on the record', async () => {
  const { findings, result } = await replayed();
  expect(findings).toEqual([]);
  expect(result).toEqual({ runs: 1, findings: 0, erased: 0 });
});

test('an event that says something else than the history, and one that it has and the record has not, are named', async () => {
  const other = await replayed(
    withEvents(([first, second, ...rest]) => [{ ...first }, { ...second, round: 9 }, ...rest]),
  );
  expect(other.findings).toEqual([
    { of: number, place: 'event 2', problem: 'the record says something else than its history' },
  ]);
  const gone = await replayed(withEvents((events) => events.toSpliced(1, 1)));
  expect(gone.findings).toEqual([
    { of: number, place: 'event 2', problem: 'its history has it, and the record has not' },
  ]);
});

test('an archive of an unknown version of the workflow is said to be one', async () => {
  const decode: Replaying['decode'] = async (id, history) => {
    const decoded = await replaying.decode(id, history);
    const started = decoded.events?.[0]?.workflowExecutionStartedEventAttributes;
    if (started) started.workflowType = { name: 'complaintOfAnotherTime' };
    return decoded;
  };
  await expect(replayed({ decode })).rejects.toThrow('it is of an unknown version of the workflow');
});

test('what is not archived is said not to be, and what to do', async () => {
  const { archives, cases } = system.services;
  const known = { archives, stageOf: async (of: string) => (await cases.find(of))?.stage };
  const nothing = { runs: 0, findings: 0, erased: 0 };
  const open = await begun(system.as('agent'), unclassified);
  const said = (of: string) => notReplayed(known, { number: of }, nothing);
  expect(await said(open)).toMatch(/^C\S+ has not ended \(it is \w+\), .*`verify --case C/);
  expect(await said('C20000101-000001')).toContain('There is no record of C20000101-000001');
  expect(await said(number)).toBeUndefined();
  expect(await notReplayed(known, { all: true }, nothing)).toContain('No history is archived yet');
  expect(await notReplayed(known, { all: true }, { ...nothing, runs: 1 })).toBeUndefined();
});

test('a history whose key was destroyed is said to be unreadable, and is no finding', async () => {
  await destroyKey();
  const { result } = await replayed();
  expect(result).toEqual({ runs: 0, findings: 0, erased: 1 });
});
