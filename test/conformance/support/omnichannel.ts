import type { Urgency } from '../../../domain/case/classification';
import type { Intake } from '../../../domain/case/intake';
import type { Actor } from '../../../domain/people/actor';
import type { Company } from '../../workflows/support/company';
import type { Complaint } from '../../workflows/support/complaint';
import { Walk } from '../../workflows/support/walk';

/** A complaint with all that the record asks for. */
export const RECORD = {
  channel: 'hotline',
  channelDetail: '400 线路，按键 2',
  matter: '电饭煲第七次使用时内胆涂层脱落。',
  occurredText: '购买后第 7 天',
  expectation: '更换内胆。',
  firstReply: '已登记，将安排检测。',
  mood: '因问题未解决，说话声音较大。',
} as const satisfies Partial<Intake>;

export const PRODUCT = { contentType: 'product', subtype: 'quality' } as const;

interface Said {
  readonly substantive?: true;
  readonly promisedNextAt?: string;
}

/** Leads a complaint about a product onward. */
export class Product {
  readonly walk: Walk;

  constructor(private readonly company: Company) {
    this.walk = new Walk(company);
  }

  /** Routed by itself to the technical department. */
  fileAs(urgency: Urgency): Promise<Complaint> {
    return this.company.file({ ...RECORD, ...PRODUCT, urgency });
  }

  async resolved(): Promise<Complaint> {
    const c = await this.fileAs('general');
    await this.walk.resolved(c);
    return c;
  }

  async contact(c: Complaint, by: Actor, said: Said = {}): Promise<void> {
    const happened = { method: 'phone', at: await this.iso(), content: '说明进展', reaction: '同意' };
    await c.send(by, 'log-contact', { ...happened, ...said });
  }

  /** The company's time, so many milliseconds from now (ISO 8601). */
  async iso(ms = 0): Promise<string> {
    return new Date((await this.company.now()) + ms).toISOString();
  }
}
