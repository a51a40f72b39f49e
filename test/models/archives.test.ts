import { randomBytes } from 'node:crypto';
import {
  ArchiveDamagedError,
  createArchiveStore,
  type ArchiveStore,
  type ClosedRun,
} from '../../models/archives';
import { ensureIndexes } from '../../models/indexes';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { testMongoUrl } from '../platform/servers';

const LARGEST_IN_DOCUMENT = 10_000;

let mongo: MongoConnection;
let archives: ArchiveStore;

beforeAll(async () => {
  const logger = createLogger({ logLevel: 'silent' }, 'test');
  mongo = await connectMongo({ mongo: { url: testMongoUrl('models_archives') } }, logger);
  archives = createArchiveStore(mongo.connection, LARGEST_IN_DOCUMENT);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.close());
beforeEach(async () => {
  await mongo.connection.collection('archives').deleteMany({});
  await mongo.connection.collection('archiveWatermarks').deleteMany({});
});

function run(runId: string, startedAt = '2026-11-24T06:00:00.000Z'): ClosedRun {
  return {
    workflowId: 'C20261124-000042',
    runId,
    type: 'complaint',
    status: 'completed',
    startedAt,
    closedAt: '2026-11-24T07:00:00.000Z',
    events: 89,
  };
}

// The second does not compress, so that it is kept as a file.
test.each([
  ['a small history', Buffer.from('event '.repeat(500)), 1],
  ['a large history', randomBytes(3 * LARGEST_IN_DOCUMENT), 0],
])('%s comes back as it was given, and only once', async (_, history, inDocuments) => {
  await Promise.all([archives.keep(run('run-1'), history), archives.keep(run('run-1'), history)]);
  await archives.keep(run('run-1'), Buffer.from('something else'));

  expect(await archives.historyOf(run('run-1'))).toEqual(history);
  expect(await archives.runsOf('C20261124-000042')).toEqual([
    expect.objectContaining({ ...run('run-1'), bytes: history.length }),
  ]);
  expect(await mongo.connection.collection('archives').countDocuments({ gz: { $exists: true } })).toBe(
    inDocuments,
  );
});

test('the runs of a workflow come in the order in which they began', async () => {
  const [first, second] = [run('b', '2026-11-24T06:00:00.000Z'), run('a', '2026-11-24T06:30:00.000Z')];
  await archives.keep({ ...second, previousRunId: 'b' }, Buffer.from('2'));
  await archives.keep(first, Buffer.from('1'));
  expect((await archives.runsOf(first.workflowId)).map(({ runId }) => runId)).toEqual(['b', 'a']);
  expect(await archives.missing([first, run('c'), second])).toEqual([run('c')]);
});

test('a history that was changed in the database is not given out', async () => {
  await archives.keep(run('run-1'), Buffer.from('what happened'));
  await archives.keep(run('run-2'), Buffer.from('what did not'));
  const collection = mongo.connection.collection<{ _id: string; gz: Buffer }>('archives');
  const other = await collection.findOne({ _id: 'C20261124-000042/run-2' });
  await collection.updateOne(
    { _id: 'C20261124-000042/run-1' },
    { $set: { gz: other?.gz ?? Buffer.alloc(0) } },
  );
  await expect(archives.historyOf(run('run-1'))).rejects.toThrow(ArchiveDamagedError);
  expect(await archives.historyOf(run('unknown'))).toBeUndefined();
});

test('the watermark only moves forward', async () => {
  expect(await archives.watermark()).toBeUndefined();
  await archives.moveWatermark('2026-11-24T07:00:00.000Z');
  await archives.moveWatermark('2026-11-24T06:00:00.000Z');
  expect(await archives.watermark()).toBe('2026-11-24T07:00:00.000Z');
});
