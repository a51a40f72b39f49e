import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Company } from '../workflows/support/company';
import { forTests, shipped } from '../workflows/support/packs';
import { HISTORIES } from './histories';
import { PATHS } from './paths';
import { TASK_PATHS } from './task-paths';

/**
 * Plays every path to its end. With RECORD_HISTORIES=1 (npm run record-histories) the histories are kept for the replay
 * tests: after a change of the procedure that `patched` guards, beside the old ones, never instead of them.
 */
const recording = process.env['RECORD_HISTORIES'] === '1';

let company: Company;

beforeAll(async () => {
  company = await Company.open([await shipped('media'), await forTests('media-with-pause')]);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());

test.each(Object.entries(PATHS))('the path %s ends archived', async (name, walk) => {
  const c = await walk(company);
  await company.skip(32 * 86_400_000);
  await c.handle.result();
  expect((await c.state()).stage).toBe('archived');
  if (recording)
    await writeFile(path.join(HISTORIES, `${name}.json`), await company.readableHistory(c.number));
});

test.each(Object.entries(TASK_PATHS))('the path %s comes to its end', async (name, walk) => {
  const task = await walk(company);
  await company.skip(100 * 86_400_000);
  expect(await task.handle.result()).toBeUndefined();
  if (recording)
    await writeFile(path.join(HISTORIES, `${name}.json`), await company.readableHistory(task.id));
});
