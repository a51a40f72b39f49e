import { people } from './people';
import type { Company } from './company';
import type { Complaint } from './complaint';

export const technical = people.lead('technical');
const DAY = 86_400_000;

/** Leads a complaint that waits in `accepting` at the technical department onward, by the commands of everyday work. */
export class Walk {
  constructor(private readonly company: Company) {}

  async accepted(c: Complaint): Promise<void> {
    await c.send(technical, 'accept', {});
  }

  async found(c: Complaint): Promise<void> {
    await this.accepted(c);
    await this.find(c);
  }

  async planned(c: Complaint): Promise<void> {
    await this.found(c);
    await this.plan(c);
  }

  async stepsDone(c: Complaint): Promise<void> {
    await this.planned(c);
    await c.send(technical, 'complete-step', { step: 1, result: '已更换' });
  }

  async resolved(c: Complaint): Promise<void> {
    await this.stepsDone(c);
    await this.resolve(c);
  }

  async closed(c: Complaint): Promise<void> {
    await this.resolved(c);
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
  }

  async find(c: Complaint): Promise<void> {
    await c.send(technical, 'find', { finding: 'product', rootCause: '电源过热', text: '现场复现' });
  }

  /** A plan of one step, due in a day. */
  async plan(c: Complaint, preliminary = false): Promise<void> {
    const due = new Date((await this.company.now()) + DAY).toISOString();
    const steps = [{ what: '更换电源', owner: technical.user, due }];
    await c.send(technical, 'plan', { owner: technical.user, steps, expectedCompletion: due, preliminary });
  }

  async resolve(c: Complaint): Promise<void> {
    await c.send(technical, 'resolve', { result: '已更换电源', customerContent: 'unknown' });
  }
}
