import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Case } from '../../../domain/case/case';
import type { CommandName, CommandPayloads } from '../../../domain/case/commands';
import type { CaseEvent, EventType } from '../../../domain/case/events';
import type { Refusal } from '../../../domain/case/refusal';
import { stateOf, type Clock, type ClockState } from '../../../domain/clocks/clock';
import type { Actor } from '../../../domain/people/actor';
import { REFUSED, type Verdict } from '../../../workflows/messages';
import type { Company } from './company';
import { people } from './people';

/** A complaint as the outside has it: commands go in, and the record comes out. */
export class Complaint {
  constructor(
    readonly number: string,
    readonly handle: WorkflowHandle,
    private readonly company: Company,
  ) {}

  /** Sends a command as an update. */
  send<N extends CommandName>(
    actor: Actor,
    name: N,
    payload: CommandPayloads[N],
    options: { readonly commandId?: string; readonly sentAt?: string } = {},
  ): Promise<Verdict> {
    return this.handle.executeUpdate<Verdict, [unknown]>(name, { args: [envelope(actor, payload, options)] });
  }

  /** Has it withdrawn by its customer. */
  async withdraw(): Promise<void> {
    const statement = {
      at: new Date(await this.company.now()).toISOString(),
      method: 'phone',
      text: '不再投诉',
    };
    await this.send(people.agent, 'withdraw', { reason: '客户撤回', statement });
  }

  /** Sends a command that must be refused. */
  async refused<N extends CommandName>(actor: Actor, name: N, payload: CommandPayloads[N]): Promise<Refusal> {
    try {
      const { stage } = await this.send(actor, name, payload);
      throw new Error(`${name} was admitted, and led to ${stage}.`);
    } catch (error) {
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
      const { cause } = error;
      if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) throw error;
      const refusal: unknown = cause.details?.[0];
      if (!isRefusal(refusal)) throw error;
      return refusal;
    }
  }

  /** Sends a command as a signal, and waits until it is on the record: as itself or as refused. */
  async signal<N extends CommandName>(
    actor: Actor,
    name: N,
    payload: CommandPayloads[N],
    options: { readonly commandId?: string; readonly sentAt?: string } = {},
  ): Promise<CaseEvent> {
    const sent = envelope(actor, payload, options);
    await this.handle.signal(name, sent);
    return this.untilOnRecord((event) => event.commandId === sent.commandId);
  }

  /** Waits, in real time, until an event is on the record. */
  async untilOnRecord(found: (event: CaseEvent) => boolean): Promise<CaseEvent> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const event = (await this.events()).find(found);
      if (event) return event;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`What was awaited did not come onto the record of ${this.number}.`);
  }

  /** Waits, in real time, until the workflow has nothing left to record. */
  async settled(): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const { revision } = await this.state();
      const running: unknown = await this.handle.query('case');
      if (isRevision(running) && running.revision === revision) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${this.number} did not come to rest.`);
  }

  async recorded(): Promise<void> {
    await this.untilOnRecord(({ seq }) => seq === 1);
  }

  async events(): Promise<CaseEvent[]> {
    return this.company.stores.cases.eventsOf(this.number, 0, 10_000);
  }

  async eventTypes(): Promise<EventType[]> {
    return (await this.events()).map(({ type }) => type);
  }

  async state(): Promise<Case> {
    const found = await this.company.stores.cases.find(this.number);
    if (!found) throw new Error(`${this.number} has no record.`);
    return found.state;
  }

  /** The clocks of a clause, or of one of the pack's clock rules, in the order in which they started. */
  async clocks(name: string): Promise<{ readonly state: ClockState; readonly clock: Clock }[]> {
    const { clocks } = await this.state();
    return clocks
      .filter((clock) => clock.clause === name || clock.rule === name)
      .map((clock) => ({ state: stateOf(clock), clock }));
  }

  /** The last clock of a clause or rule. */
  async clock(
    name: string,
  ): Promise<{ readonly state: ClockState; readonly clock: Clock; readonly dueAt: number }> {
    const last = (await this.clocks(name)).at(-1);
    if (!last) throw new Error(`${this.number} has no clock of ${name}.`);
    return { ...last, dueAt: Date.parse(last.clock.times?.dueAt ?? '') };
  }
}

function envelope(
  actor: Actor,
  payload: unknown,
  { commandId = randomUUID(), sentAt }: { commandId?: string; sentAt?: string },
) {
  return { commandId, actor, payload, ...(sentAt !== undefined && { sentAt }) };
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

function isRevision(value: unknown): value is { readonly revision: number } {
  return typeof value === 'object' && value !== null && 'revision' in value;
}
