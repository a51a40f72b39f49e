import { randomUUID } from 'node:crypto';
import type { PatientClient } from './patient-client';

const DAY_MS = 86_400_000;

/** The six commands of a life, in their order. */
export const COMMANDS = ['accept', 'find', 'plan', 'complete-step', 'resolve', 'customer-satisfied'] as const;
export type LifeCommand = (typeof COMMANDS)[number];

export interface People {
  /** Customer service: files and closes. */
  readonly agent: PatientClient;
  /** Heads the department that the pack routes products to. */
  readonly lead: PatientClient;
}

/** One complaint from its intake to a satisfied customer. */
export class Life {
  /** What makes its intake another one than all others: the customer's account. */
  readonly account: string;
  readonly idempotencyKey = randomUUID();
  readonly commandIds: Readonly<Record<LifeCommand, string>>;
  private acknowledged: string | undefined;
  private standing = 'not filed yet';

  constructor(ordinal: number) {
    this.account = `life-${String(ordinal).padStart(3, '0')}`;
    this.commandIds = {
      accept: randomUUID(),
      find: randomUUID(),
      plan: randomUUID(),
      'complete-step': randomUUID(),
      resolve: randomUUID(),
      'customer-satisfied': randomUUID(),
    };
  }

  /** The number that was told with a 201; undefined before. */
  get number(): string | undefined {
    return this.acknowledged;
  }

  get isClosed(): boolean {
    return this.standing === 'closed';
  }

  /** @throws {Error} naming the step that could not be done and why */
  async live({ agent, lead }: People): Promise<void> {
    const number = await this.step('intake', () => agent.file(this.intake(), this.idempotencyKey));
    this.acknowledged = number;
    const payloads = payloadsOf(Date.now());
    for (const command of COMMANDS) {
      const by = command === 'customer-satisfied' ? agent : lead;
      await this.step(command, () => by.send(number, command, payloads[command], this.commandIds[command]));
    }
    this.standing = 'closed';
  }

  /** For people: which life it is, and where it stands. */
  toString(): string {
    return `${this.account} (${this.acknowledged ?? 'no number'}): ${this.standing}`;
  }

  private async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.standing = `waits for its ${what}`;
    try {
      return await work();
    } catch (error) {
      this.standing = `stopped at its ${what}: ${error instanceof Error ? error.message : String(error)}`;
      throw error;
    }
  }

  private intake() {
    return {
      kind: 'complaint',
      channel: 'phone',
      customer: { name: '陈女士', account: this.account, email: `${this.account}@example.com` },
      matter: '一周前购买的电器，开机五分钟后自动重启。',
      contentType: 'product',
      subtype: 'quality',
      urgency: 'general',
    };
  }
}

/** The payload of each command; a repeat is the same, times included. */
function payloadsOf(now: number): Readonly<Record<LifeCommand, object>> {
  const due = new Date(now + DAY_MS).toISOString();
  return {
    accept: {},
    find: { finding: 'product', rootCause: '电源过热', text: '现场复现' },
    plan: {
      owner: 'technical-lead',
      steps: [{ what: '更换电源', owner: 'technical-lead', due }],
      expectedCompletion: due,
    },
    'complete-step': { step: 1, result: '已更换' },
    resolve: { result: '已更换电源', customerContent: 'unknown' },
    'customer-satisfied': { rating: 5 },
  };
}

/** What the pack tells somebody in the course of such a life. */
export const TEMPLATES = ['acknowledgement', 'supervisor-named', 'assigned', 'resolved', 'closed'] as const;
