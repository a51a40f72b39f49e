import { people } from '../workflows/support/people';
import type { Company } from '../workflows/support/company';
import { issuedAlone, orderedAlone, type ActionUnderTest } from '../workflows/support/task-starts';
import { technical } from '../workflows/support/walk';

const DAY = 86_400_000;
const logistics = people.lead('logistics');

/** As much of a task as recording its history needs. */
export interface Played {
  readonly id: string;
  readonly handle: { result(): Promise<unknown> };
}

async function planAndReport(company: Company, action: ActionUnderTest): Promise<void> {
  const due = new Date((await company.now()) + 2 * DAY).toISOString();
  await action.send(technical, 'plan', { measures: ['每块主板通电一小时'], due });
  await action.send(technical, 'report', { result: '已落实' });
}

async function findEffective(company: Company, action: ActionUnderTest): Promise<void> {
  await action.send(technical, 'accept');
  await planAndReport(company, action);
  await action.send(people.supervisor, 'verify', { effective: 'yes', note: '两周无故障' });
}

/** The paths of work orders and corrective actions, each played to the end of its run, or on the way there. */
export const TASK_PATHS: Readonly<Record<string, (company: Company) => Promise<Played>>> = {
  'work-order-finished': async (company) => {
    const order = await orderedAlone(company);
    await order.send(logistics, 'accept');
    await order.send(logistics, 'finish', { result: '已送达' });
    return order;
  },

  'work-order-late-and-returned': async (company) => {
    const order = await orderedAlone(company);
    await order.signal(people.lead('production'), 'accept');
    await company.skip(DAY);
    await order.untilOnRecord(({ type }) => type === 'clock-overdue');
    await order.signal(logistics, 'return', { reason: '仓库无货' });
    return order;
  },

  'work-order-cancelled': async (company) => {
    const order = await orderedAlone(company);
    await order.send(people.agent, 'cancel', { reason: '客户自取' });
    return order;
  },

  'corrective-action-effective': async (company) => {
    const action = await issuedAlone(company);
    await findEffective(company, action);
    return action;
  },

  'corrective-action-planned-again': async (company) => {
    const action = await issuedAlone(company);
    await company.skip(3 * DAY);
    await action.send(technical, 'accept');
    await planAndReport(company, action);
    await action.send(people.executive, 'verify', { effective: 'no', note: '又坏一块' });
    await planAndReport(company, action);
    await action.send(people.supervisor, 'verify', { effective: 'yes', note: '有效' });
    return action;
  },

  'corrective-action-repeated': async (company) => {
    const action = await issuedAlone(company);
    await findEffective(company, action);
    await company.skip(30 * DAY);
    await action.handle.signal('repeat', { number: 'C20260101-000000002' });
    await action.untilOnRecord(({ type }) => type === 'repeat');
    await findEffective(company, action);
    return action;
  },
};
