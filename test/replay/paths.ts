import { people } from '../workflows/support/people';
import { CLASSIFIED, type Company } from '../workflows/support/company';
import type { Complaint } from '../workflows/support/complaint';
import { technical, Walk } from '../workflows/support/walk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Every path of the procedure, each played to the end of its run. Its name is the name of the recorded history. */
export const PATHS: Readonly<Record<string, (company: Company) => Promise<Complaint>>> = {
  happy: async (company) => {
    const c = await company.file(CLASSIFIED);
    await new Walk(company).closed(c);
    return c;
  },

  returned: async (company) => {
    const c = await company.file();
    await c.send(people.agent, 'assign', { department: 'operations' });
    await c.send(people.lead('operations'), 'return', { reason: '属产品问题' });
    await c.send(people.agent, 'classify', {
      contentType: 'product',
      subtype: 'quality',
      urgency: 'general',
    });
    await c.send(people.agent, 'assign', { department: 'technical' });
    await new Walk(company).closed(c);
    return c;
  },

  arbitrated: async (company) => {
    const c = await company.file();
    for (const department of ['operations', 'logistics', 'production']) {
      await c.send(people.agent, 'assign', { department });
      await c.send(people.lead(department), 'return', { reason: '不属本部门' });
    }
    await c.send(people.supervisor, 'assign', { department: 'technical' });
    await new Walk(company).closed(c);
    return c;
  },

  unsatisfied: async (company) => {
    const c = await company.file(CLASSIFIED);
    const walk = new Walk(company);
    await walk.resolved(c);
    await c.send(people.agent, 'customer-unsatisfied', { reason: '又重启', demand: '换新机' });
    await walk.find(c);
    await walk.plan(c, true);
    await walk.plan(c);
    await walk.resolve(c);
    await c.send(people.agent, 'customer-satisfied', { rating: 4 });
    return c;
  },

  breached: async (company) => {
    const receivedAt = new Date((await company.now()) - HOUR).toISOString();
    const c = await company.file({ ...CLASSIFIED, urgency: 'urgent', receivedAt });
    await company.skip(5 * HOUR);
    const walk = new Walk(company);
    await walk.accepted(c);
    await company.skip(4 * DAY);
    await walk.find(c);
    await walk.plan(c);
    await company.skip(3 * DAY);
    await walk.resolve(c);
    await company.skip(2 * DAY);
    await c.send(people.agent, 'customer-satisfied', { rating: 2 });
    return c;
  },

  withdrawn: async (company) => {
    const c = await company.file(CLASSIFIED);
    await new Walk(company).planned(c);
    const statement = {
      at: new Date(await company.now()).toISOString(),
      method: 'phone',
      text: '不用处理了',
    };
    await c.send(people.agent, 'withdraw', { reason: '客户自行解决', statement });
    return c;
  },

  reopened: async (company) => {
    const c = await company.file(CLASSIFIED);
    const walk = new Walk(company);
    await walk.closed(c);
    await company.skip(10 * DAY);
    await c.send(people.agent, 'reopen', { reason: '又出现了' });
    await walk.resolve(c);
    await c.send(people.agent, 'customer-satisfied', { rating: 3 });
    return c;
  },

  'paused-and-extended': async (company) => {
    const c = await company.file(CLASSIFIED, { pack: 'media-with-pause' });
    const walk = new Walk(company);
    await walk.found(c);
    await c.send(technical, 'pause', { reason: 'waiting-for-customer' });
    await company.skip(HOUR);
    await c.send(technical, 'resume', {});
    const until = new Date((await c.clock('media/3.3-plan')).dueAt + DAY).toISOString();
    await c.send(people.supervisor, 'extend', { clock: '3.3-plan', until, reason: '等待配件' });
    await walk.plan(c);
    await walk.resolve(c);
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
    return c;
  },

  signalled: async (company) => {
    const c = await company.file(CLASSIFIED);
    await c.signal(people.lead('logistics'), 'accept', {});
    await c.handle.signal('accept', { nonsense: true });
    await c.signal(technical, 'accept', {});
    await c.signal(technical, 'resolve', { result: '已更换', customerContent: 'yes' });
    await c.signal(people.agent, 'customer-satisfied', { rating: 5 });
    await c.untilOnRecord(({ type }) => type === 'closed');
    return c;
  },
};
