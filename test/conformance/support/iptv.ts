import type { Intake } from '../../../domain/case/intake';
import { people } from '../../workflows/support/people';
import type { Company } from '../../workflows/support/company';
import type { Complaint } from '../../workflows/support/complaint';

export const { specialist, qualityManager, headOfCustomerService } = people;

/** An escalated complaint with all that the record asks for. */
export const RECORD = {
  channel: 'call-centre',
  channelDetail: '呼叫中心两次未解决',
  matter: '机顶盒每晚八点后反复卡顿，已持续一周。',
  expectation: '恢复正常，减免当月费用。',
} as const satisfies Partial<Intake>;

/** Leads an escalated complaint onward, by the commands of its specialist. */
export class Escalated {
  constructor(private readonly company: Company) {}

  filed(): Promise<Complaint> {
    return this.company.file(RECORD, { by: specialist });
  }

  async answerable(): Promise<Complaint> {
    const c = await this.filed();
    await c.send(specialist, 'triage', { answerable: 'yes' });
    return c;
  }

  /** Its result waits to be discussed with the customer. */
  async resolved(): Promise<Complaint> {
    const c = await this.answerable();
    await c.send(specialist, 'resolve', { result: '已扩容', customerContent: 'unknown' });
    return c;
  }

  /** The company's time, so many milliseconds from now (ISO 8601). */
  async iso(ms = 0): Promise<string> {
    return new Date((await this.company.now()) + ms).toISOString();
  }
}
