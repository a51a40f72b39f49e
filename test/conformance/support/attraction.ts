import type { Intake } from '../../../domain/case/intake';
import { people } from '../../workflows/support/people';
import type { Company } from '../../workflows/support/company';
import type { Complaint } from '../../workflows/support/complaint';

export const onSite = people.lead('operations');
/** The head of the office, as the pack's titles say. */
export const office = people.qualityManager;
export const dutyManager = people.supervisor;

/** An on-site complaint with all that the record asks for. */
export const RECORD = {
  channel: 'desk',
  origin: 'onsite',
  matter: '观光车检票员让游客在烈日下等了四十分钟。',
  occurredText: '今天上午九点，北门',
  aboutDepartment: 'operations',
  persons: ['北门检票员'],
  expectation: '道歉并退还车票款。',
} as const satisfies Partial<Intake>;

export const HIGHER = { ...RECORD, channel: 'phone', origin: 'higher' } as const;

export const STAFF_MEASURE = { person: '北门检票员', measure: '通报批评', rule: '员工奖惩办法第八条' };

/** A finding that still names no measure. */
export const FAULT = {
  finding: 'fault',
  rootCause: '高峰期只开一个检票口',
  text: '调看监控属实',
  responsible: '北门检票员',
} as const;

/** Leads a visitor's complaint through the attraction's departments. */
export class Visit {
  constructor(private readonly company: Company) {}

  async assigned(intake: Partial<Intake> = RECORD): Promise<Complaint> {
    const c = await this.company.file(intake);
    await c.send(people.agent, 'assign', { department: 'operations' });
    return c;
  }

  async accepted(intake: Partial<Intake> = RECORD): Promise<Complaint> {
    const c = await this.assigned(intake);
    await c.send(onSite, 'accept', {});
    return c;
  }

  async resolved(intake: Partial<Intake> = RECORD): Promise<Complaint> {
    const c = await this.accepted(intake);
    await c.send(onSite, 'find', { ...FAULT, staffMeasure: STAFF_MEASURE });
    await c.send(onSite, 'resolve', { result: '已道歉并退票款', customerContent: 'yes' });
    return c;
  }

  async closed(intake: Partial<Intake> = RECORD): Promise<Complaint> {
    const c = await this.resolved(intake);
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
    return c;
  }

  /** The company's time, so many milliseconds from now (ISO 8601). */
  async iso(ms = 0): Promise<string> {
    return new Date((await this.company.now()) + ms).toISOString();
  }
}
