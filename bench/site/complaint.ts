import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { CommandName, CommandPayloads } from '../../domain/case/commands';
import type { Intake } from '../../domain/case/intake';
import type { Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import { startInput } from '../../models/intakes';
import { startCase } from '../../platform/start-case';
import { caseStartOptions, type CommandEnvelope, type Verdict } from '../../workflows/messages';
import type { Product } from './product';

export const AGENT: Actor = { user: 'agent', roles: ['agent'], department: 'customer-service' };
export const LEAD: Actor = { user: 'technical-lead', roles: ['lead'], department: 'technical' };

/** What a customer of the bench complains about; media routes it to the technical department by itself. */
export const MATTER = {
  kind: 'complaint',
  channel: 'phone',
  channelDetail: '400 line, key 2',
  customer: { name: '陈女士', phone: '13800001234', email: 'chen@example.com' },
  matter: '一周前购买的电器，开机五分钟后自动重启，已反复出现。',
  expectation: '修好，或者更换。',
  contentType: 'product',
  subtype: 'quality',
  urgency: 'general',
} as const satisfies Omit<Intake, 'receivedAt'>;

const DAY_MS = 86_400_000;

/** One command of a life. */
export interface Step<N extends CommandName = CommandName> {
  readonly name: N;
  readonly actor: Actor;
  readonly payload: CommandPayloads[N];
}

/** The six commands from a complaint's acceptance to its satisfied customer. */
export function sixCommands(): readonly Step[] {
  const due = new Date(Date.now() + DAY_MS).toISOString();
  const plan = {
    owner: LEAD.user,
    steps: [{ what: '更换电源', owner: LEAD.user, due }],
    expectedCompletion: due,
  };
  return [
    { name: 'accept', actor: LEAD, payload: {} },
    { name: 'find', actor: LEAD, payload: { finding: 'product', rootCause: '电源过热', text: '现场复现。' } },
    { name: 'plan', actor: LEAD, payload: plan },
    { name: 'complete-step', actor: LEAD, payload: { step: 1, result: '已更换。' } },
    { name: 'resolve', actor: LEAD, payload: { result: '已更换电源并试机。', customerContent: 'unknown' } },
    { name: 'customer-satisfied', actor: AGENT, payload: { rating: 5 } },
  ];
}

/** A complaint as the API has it. */
export class Complaint {
  private constructor(
    readonly number: string,
    readonly handle: WorkflowHandle,
  ) {}

  /** Files a complaint and starts its procedure, as `POST /complaints` does. */
  static async file(product: Product, policy: Policy): Promise<Complaint> {
    const enteredAt = new Date();
    const { intake } = await product.stores.intakes.file({
      intake: { ...MATTER, receivedAt: enteredAt.toISOString() },
      policy: { id: policy.id, version: policy.version },
      filedBy: AGENT,
      enteredAt,
    });
    await startCase(product.client, caseStartOptions(startInput(intake, policy), product.taskQueue));
    return new Complaint(intake._id, product.client.workflow.getHandle(intake._id));
  }

  /** Sends a command and waits for its verdict. */
  send({ name, ...step }: Step): Promise<Verdict> {
    return this.handle.executeUpdate<Verdict, [CommandEnvelope]>(name, { args: [envelopeOf(step)] });
  }

  /** Sends a command and waits for nothing. */
  signal({ name, ...step }: Step): Promise<void> {
    return this.handle.signal(name, envelopeOf(step));
  }
}

function envelopeOf({ actor, payload }: Omit<Step, 'name'>): CommandEnvelope {
  return { commandId: randomUUID(), actor, payload, sentAt: new Date().toISOString() };
}
