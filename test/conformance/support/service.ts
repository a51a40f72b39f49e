import type { CommandPayloads, Finding } from '../../../domain/case/commands';
import type { Actor } from '../../../domain/people/actor';
import type { Company } from '../../workflows/support/company';
import type { Complaint } from '../../workflows/support/complaint';
import { people } from '../../workflows/support/people';
import { HOUR } from './limits';

/** The everyday work on a case, of whatever department and pack. */
export class Service {
  constructor(private readonly company: Company) {}

  /** The company's time, so many milliseconds from now, ISO 8601. */
  async in(ms: number): Promise<string> {
    return new Date((await this.company.now()) + ms).toISOString();
  }

  /** The department has the case and has signed for it. */
  async accepted(c: Complaint, department: string): Promise<void> {
    if ((await c.state()).stage === 'assigning') await c.send(people.agent, 'assign', { department });
    await c.send(people.lead(department), 'accept', {});
  }

  async found(c: Complaint, department: string, finding: Finding): Promise<void> {
    await this.accepted(c, department);
    await this.find(c, people.lead(department), finding);
  }

  async find(c: Complaint, by: Actor, finding: Finding): Promise<void> {
    const responsible = finding === 'violation' || finding === 'fault' ? { responsible: '当班人员' } : {};
    await c.send(by, 'find', { finding, rootCause: '交接疏漏', text: '已核实', ...responsible });
  }

  /** The department has reported a result, with what else the finding asks for. */
  async resolved(
    c: Complaint,
    department: string,
    more: Partial<CommandPayloads['resolve']> = {},
  ): Promise<void> {
    await this.accepted(c, department);
    await this.resolve(c, people.lead(department), more);
  }

  async resolve(c: Complaint, by: Actor, more: Partial<CommandPayloads['resolve']> = {}): Promise<void> {
    await c.send(by, 'resolve', { result: '已更换新品', customerContent: 'unknown', ...more });
  }

  /** An apology in person with a gift, as `resolve` records it. */
  async amends(by: string): Promise<Partial<CommandPayloads['resolve']>> {
    return { apology: { by, at: await this.in(0) }, gift: '保养券一张' };
  }

  async contact(c: Complaint, by: Actor, substantive = true): Promise<void> {
    await c.send(by, 'log-contact', {
      method: 'phone',
      at: await this.in(0),
      content: '说明处理结果',
      reaction: '知道了',
      substantive,
    });
  }

  /** Customer service tells the customer the result. */
  async tell(c: Complaint): Promise<void> {
    await this.contact(c, people.agent);
  }

  async closed(c: Complaint, department: string): Promise<void> {
    await this.resolved(c, department);
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
  }

  /** A plan of one step, due in an hour. */
  async plan(c: Complaint, by: Actor): Promise<void> {
    const due = await this.in(HOUR);
    const steps = [{ what: '更换', owner: by.user, due }];
    await c.send(by, 'plan', { owner: by.user, steps, expectedCompletion: due });
  }
}
