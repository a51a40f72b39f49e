import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Actor } from '../../../domain/people/actor';
import type { TaskRefusal } from '../../../domain/task/task';
import { REFUSED, type TaskVerdict } from '../../../workflows/messages';
import type { Company } from './company';

/** As much of a task's events and state as every test looks at. */
interface AnyEvent {
  readonly seq: number;
  readonly type: string;
  readonly commandId?: string;
}

/** How the records of one kind of task are read. */
export interface TaskRecords<E extends AnyEvent, S> {
  events(id: string): Promise<readonly E[]>;
  state(id: string): Promise<S | undefined>;
}

/** A work order or a corrective action, sent commands as the API does, and read as the API does. */
export class TaskUnderTest<E extends AnyEvent, S> {
  constructor(
    readonly id: string,
    private readonly company: Company,
    private readonly records: TaskRecords<E, S>,
  ) {}

  get handle() {
    return this.company.env.client.workflow.getHandle(this.id);
  }

  /** Sends a command as an update. */
  send(actor: Actor, name: string, payload: object = {}, commandId = randomUUID()): Promise<TaskVerdict> {
    return this.handle.executeUpdate<TaskVerdict, [unknown]>(name, { args: [{ commandId, actor, payload }] });
  }

  /** Why an update is refused. */
  async refused(actor: Actor, name: string, payload: object = {}): Promise<TaskRefusal> {
    const error = await this.send(actor, name, payload).catch((reason: unknown) => reason);
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      const refusal: unknown = error.cause.details?.[0];
      if (error.cause.type === REFUSED && isRefusal(refusal)) return refusal;
    }
    throw new Error(`${name} was not refused: ${String(error)}`);
  }

  /** Sends a command as a signal, and waits until it is on the record, as carried out or as refused. */
  async signal(actor: Actor, name: string, payload: object = {}, commandId = randomUUID()): Promise<E> {
    await this.handle.signal(name, { commandId, actor, payload });
    return this.untilOnRecord((event) => event.commandId === commandId);
  }

  /** Waits, in real time, until an event is on the record. */
  async untilOnRecord(found: (event: E) => boolean): Promise<E> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const event = (await this.events()).find(found);
      if (event) return event;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`What was awaited did not come onto the record of ${this.id}.`);
  }

  events(): Promise<readonly E[]> {
    return this.records.events(this.id);
  }

  async eventTypes(): Promise<string[]> {
    return (await this.events()).map(({ type }) => type);
  }

  async state(): Promise<S> {
    const state = await this.records.state(this.id);
    if (!state) throw new Error(`${this.id} has no record.`);
    return state;
  }

  /**
   * Ends it where it stands, as soon as whoever it is for was told and it rests. One that outlives its case's run makes
   * the test server skip time hardly at all, and so does one that is ended while something of it is under way.
   */
  async end(): Promise<void> {
    while ((await this.handle.describe()).status.name === 'RUNNING') {
      if (await this.rests()) await this.handle.terminate('The test is over.');
      else await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** The last that it did was to wait; the test server does not say whether a workflow task is pending. */
  private async rests(): Promise<boolean> {
    const notices = await this.company.stores.notices.ofCase(this.id);
    if (notices.length === 0 || notices.some(({ status }) => status === 'unsent')) return false;
    if ((await this.handle.describe()).raw.pendingActivities?.length) return false;
    const last = (await this.handle.fetchHistory()).events?.at(-1);
    return Boolean(last?.timerStartedEventAttributes ?? last?.workflowTaskCompletedEventAttributes);
  }

  /** Waits, in real time, until these notices are written: they follow on the record, and nobody waits for them. */
  async untilTold(...expected: readonly string[]): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const told = await this.notices();
      if (expected.every((notice) => told.includes(notice))) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(await this.notices()).toEqual(expect.arrayContaining([...expected]));
  }

  /** The templates of the notices about it, each with whom it was for, in the order of its events. */
  async notices(): Promise<string[]> {
    const notices = await this.company.stores.notices.ofCase(this.id);
    return notices.map(({ template, recipient }) => `${template} → ${recipient}`);
  }
}

function isRefusal(value: unknown): value is TaskRefusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
