import { Readable } from 'node:stream';
import { Life } from '../life';
import { loadMedia } from '../media';
import { openCompany, type Company } from './company';
import { orderEvents } from './order-events';

export const NUMBER = 'C20260303-000001';
const RUN_ID = 'b4d6e5f0-0000-4000-8000-000000000001';
export const FILE = 'a1b2c3d4-0000-4000-8000-000000000001';
const MORNING = '2026-03-04T00:00:00.000Z';
export const EVENING = '2026-03-04T09:00:00.000Z';

/** With one of everything that is recorded, all of it signed. */
export async function openFullCompany(): Promise<Company> {
  const company = await openCompany();
  await company.attachments.store({
    id: FILE,
    filename: '收据.txt',
    type: 'text/plain',
    content: Readable.from([Buffer.from('收据：一百元')]),
    maxBytes: 1_000,
    uploadedBy: 'ann',
    at: MORNING,
  });
  const life = await new Life(await loadMedia(), NUMBER, '2026-03-03 10:00').register();
  await life.command('add-evidence', { title: '收据', kind: 'document', attachment: FILE });
  await life.lead('assign', { department: 'technical' }, 'accepting');
  for (const events of life.transitions) await company.cases.recordTransition(NUMBER, events);
  await company.workOrders.record(`${NUMBER}-W1`, orderEvents(NUMBER));
  await company.archives.keep(
    {
      workflowId: NUMBER,
      runId: RUN_ID,
      type: 'complaint',
      status: 'completed',
      startedAt: MORNING,
      closedAt: EVENING,
      events: 3,
    },
    Buffer.from('a history, as Temporal wrote it'),
  );
  await company.accessRecord.add({
    at: new Date(EVENING),
    user: 'ida',
    action: 'openComplaint',
    number: NUMBER,
    reason: '复核',
    outcome: 'done',
    requestId: 'r-1',
  });
  await company.anchor(EVENING);
  return company;
}
