import { randomInt } from 'node:crypto';
import type { CorrectiveActionStart, WorkOrderStart } from '../../../workflows/messages';
import type { Company } from './company';
import { people } from './people';

const DAY = 86_400_000;

let count = randomInt(1e6) * 1000;

function digits(): string {
  return String((count += 1)).padStart(9, '0');
}

/** A work order to the logistics department whose case has gone. */
export async function orderedAlone(company: Company) {
  const number = `C20260102-${digits()}`;
  const start: WorkOrderStart = {
    id: `${number}-W1`,
    number,
    kind: 'complaint',
    department: 'logistics',
    task: '查一下库存',
    orderedBy: people.agent,
    orderedAt: new Date(await company.now()).toISOString(),
    rules: {
      accept: { duration: 'PT1H', calendar: 'wall' },
      finish: { duration: 'P2D', calendar: 'working' },
    },
  };
  await company.start('workOrder', start.id, start);
  return company.workOrder(start.id);
}

/** A corrective action to the technical department that comes from no case. */
export async function issuedAlone(company: Company, terms: Partial<CorrectiveActionStart> = {}) {
  const now = await company.now();
  const start: CorrectiveActionStart = {
    id: `R20260101-${digits()}`,
    cases: [],
    department: 'technical',
    persons: ['handler-technical'],
    due: { given: new Date(now + 10 * DAY).toISOString() },
    reason: '同批主板一周内三次故障',
    issuedBy: people.supervisor,
    issuedAt: new Date(now).toISOString(),
    rules: {
      accept: { duration: 'P1D', calendar: 'working' },
      plan: { duration: 'P3D', calendar: 'working' },
      check: { duration: 'P5D', calendar: 'working' },
      repeatWithin: 'P90D',
    },
    about: { contentType: 'product', subtype: 'quality' },
    ...terms,
  };
  await company.start('correctiveAction', start.id, start);
  return company.correctiveAction(start.id);
}

export type ActionUnderTest = Awaited<ReturnType<typeof issuedAlone>>;
