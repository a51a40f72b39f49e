import { allHandlersFinished, condition } from '@temporalio/workflow';
import type { NotifyResult, RecordResult, TaskNotifyInput } from '../activities/contract';
import type { Refusal } from '../domain/case/refusal';
import { earliestDue, nextRung, type DueRung } from '../domain/clocks/clock';
import { rungFired } from '../domain/clocks/rung-fired';
import { PROCEDURE } from '../domain/people/actor';
import { advance, apply } from '../domain/task/advance';
import type { Body, CommonBody, EventMeta, TaskEvent } from '../domain/task/events';
import type { Task, TaskCommand, TaskRefusal, TaskRules, TaskTelling } from '../domain/task/task';
import { Alarm } from './alarm';
import type { TaskVerdict } from './messages';
import type { Sender } from './read-command';
import { NO_REFUSALS, tallied, type RefusalTally } from './refusals';

export type TaskAnswer = { readonly verdict: TaskVerdict } | { readonly refusal: TaskRefusal };

/** The world outside, as one kind of task needs it. */
export interface TaskPorts<B extends Body> {
  record(input: { readonly id: string; readonly events: readonly TaskEvent<B>[] }): Promise<RecordResult>;
  notify(input: TaskNotifyInput): Promise<NotifyResult>;
}

type CommandMail<C extends Body> = {
  readonly kind: 'command';
  readonly door: 'signal' | 'update';
  readonly command: TaskCommand<C>;
  readonly answer: (answer: TaskAnswer) => void;
};

/** What waits for its turn. One reader takes one after the other, so no two ever change the task at once. */
type Mail<C extends Body, B extends Body> =
  | CommandMail<C>
  | {
      readonly kind: 'malformed';
      readonly command: string;
      readonly refusal: Refusal;
      readonly sender?: Sender;
    }
  | { readonly kind: 'given-up'; readonly result: NotifyResult }
  /** Something that others found out; undefined if it means nothing by now. */
  | { readonly kind: 'news'; readonly body: () => B | undefined };

/**
 * One run of a work order or a corrective action, in the manner of a case: its state, its clocks, and the mail that
 * waits for it. All events of one turn are recorded together before the next turn begins.
 */
export class TaskRun<S extends Task, C extends B, B extends Body> {
  private current: S;
  private recorded: S | undefined;
  private readonly unrecorded: TaskEvent<B>[] = [];
  private readonly mailbox: Mail<C, B>[] = [];
  private readonly pending = new Map<string, Promise<TaskAnswer>>();
  private readonly answered = new Map<string, TaskAnswer>();
  private readonly alarm = new Alarm();
  private noticesUnderway = 0;
  private refusals: RefusalTally = NO_REFUSALS;
  /** The command whose turn it is; answered when its turn is recorded. */
  private inTurn: CommandMail<C> | undefined;
  /** The time of this turn, epoch milliseconds. */
  private now: number;

  /** Opens a new task with the event that begins it. */
  constructor(
    private readonly rules: TaskRules<S, C, B>,
    private readonly ports: TaskPorts<B>,
    first: B,
    meta: EventMeta,
  ) {
    this.now = Date.parse(meta.at);
    const { state, events } = advance(rules, undefined, first, meta);
    this.current = state;
    this.unrecorded.push(...events);
  }

  get state(): S {
    return this.current;
  }

  // ── What the procedure does ────────────────────────────────────────────────────────────────────────────────────────

  /** Takes turns, each recorded, for as long as the condition holds. */
  async while(holds: (state: S) => boolean): Promise<void> {
    await this.whileUntil(holds, undefined);
  }

  /** As `while`, but no longer than until the time (ISO 8601); false if that has come. */
  async whileUntil(holds: (state: S) => boolean, until: string | undefined): Promise<boolean> {
    const deadline = until === undefined ? undefined : Date.parse(until);
    await this.flush();
    while (holds(this.current)) {
      if ((await this.takeTurn(deadline)) === 'deadline') return false;
    }
    return true;
  }

  /** Lets something happen that nobody told it to. */
  occur(body: B | CommonBody, meta: Partial<EventMeta> = {}): void {
    const at = new Date(this.now).toISOString();
    const { state, events } = advance(this.rules, this.current, body, { actor: PROCEDURE, ...meta, at });
    this.current = state;
    this.unrecorded.push(...events);
  }

  /** The run ends when everything is recorded and every notice delivered or given up. */
  async finish(): Promise<void> {
    const settled = (): boolean => this.noticesUnderway === 0 && allHandlersFinished();
    for (;;) {
      await this.flush();
      const mail = this.mailbox.shift();
      if (mail) this.take(mail);
      else if (settled()) return;
      else await condition(() => this.mailbox.length > 0 || settled());
    }
  }

  // ── What the doors bring ───────────────────────────────────────────────────────────────────────────────────────────

  /** The verdict as things stand; asked again when the command's turn comes. A repeat is let in: it is answered. */
  refusalOf(command: TaskCommand<C>): TaskRefusal | undefined {
    if (this.answered.has(command.commandId) || this.pending.has(command.commandId)) return undefined;
    return this.rules.admit(this.current, command, Date.now());
  }

  /** Puts a command into the mailbox; resolves when it is recorded. A repeat gets the same answer. */
  submit(door: 'signal' | 'update', command: TaskCommand<C>): Promise<TaskAnswer> {
    const answer = this.answered.get(command.commandId);
    if (answer) return Promise.resolve(answer);
    const known = this.pending.get(command.commandId);
    if (known) return known;
    const promise = new Promise<TaskAnswer>((resolve) => {
      this.mailbox.push({ kind: 'command', door, command, answer: resolve });
    });
    this.pending.set(command.commandId, promise);
    return promise;
  }

  /** Puts a signal that can't be carried out on the record. */
  submitMalformed(command: string, refusal: Refusal, sender?: Sender): void {
    if (sender && (this.answered.has(sender.commandId) || this.pending.has(sender.commandId))) return;
    if (sender) this.answered.set(sender.commandId, { refusal });
    this.mailbox.push({ kind: 'malformed', command, refusal, ...(sender && { sender }) });
  }

  /** Takes in what others found out; asked what it means when its turn comes. */
  submitNews(body: () => B | undefined): void {
    this.mailbox.push({ kind: 'news', body });
  }

  // ── One turn ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private async takeTurn(deadline: number | undefined): Promise<'turn' | 'deadline'> {
    const turn = await this.turn(deadline);
    if (turn === 'deadline') {
      this.now = Math.max(this.now, deadline ?? 0);
      return 'deadline';
    }
    this.take(turn);
    await this.flush();
    return 'turn';
  }

  /** Waits for whatever comes first: mail, a rung of a clock, or the deadline. A rung due before a command comes first. */
  private async turn(deadline: number | undefined): Promise<Mail<C, B> | DueRung | 'deadline'> {
    for (;;) {
      const rung = nextRung(this.current.clocks);
      const mail = this.mailbox[0];
      if (mail && !(rung && rung.at <= this.timeOf(mail))) {
        this.mailbox.shift();
        return mail;
      }
      if (rung && rung.at <= Date.now()) return rung;
      if (deadline !== undefined && deadline <= Date.now()) return 'deadline';
      const times = [rung?.at, deadline].filter((time) => time !== undefined);
      const next = times.length === 0 ? undefined : Math.min(...times);
      await this.alarm.wait(next, () => this.mailbox.length > 0);
    }
  }

  /** A command's own time, as far as it can be: never before the turn that came before it. */
  private timeOf(mail: Mail<C, B>): number {
    const now = Date.now();
    const sentAt = mail.kind === 'command' ? mail.command.sentAt : undefined;
    return sentAt === undefined ? now : Math.min(now, Math.max(Date.parse(sentAt), this.now));
  }

  private take(turn: Mail<C, B> | DueRung): void {
    if (!('kind' in turn)) {
      // Broken when it was due, even if the worker was away then.
      this.now = Math.max(this.now, turn.at);
      this.occur(rungFired(turn));
      return;
    }
    this.now = this.timeOf(turn);
    switch (turn.kind) {
      case 'command':
        this.carryOut(turn);
        return;
      case 'malformed':
        this.putOnRecord(turn.command, turn.refusal, turn.sender);
        return;
      case 'given-up':
        turn.result.givenUp.forEach((payload) => this.occur({ type: 'notice-given-up', payload }));
        return;
      case 'news': {
        const body = turn.body();
        if (body) this.occur(body);
        return;
      }
    }
  }

  private carryOut(mail: CommandMail<C>): void {
    const { commandId, actor, body } = mail.command;
    const refusal = this.rules.admit(this.current, mail.command, this.now);
    if (refusal) {
      if (mail.door === 'signal') this.putOnRecord(body.type, refusal, mail.command);
      this.settle(mail, { refusal });
      return;
    }
    this.inTurn = mail;
    this.occur(body, { commandId, actor });
  }

  private putOnRecord(command: string, { code, message }: TaskRefusal, by?: Sender): void {
    const { tally, single, unwritten } = tallied(this.refusals, this.now);
    this.refusals = tally;
    if (unwritten > 0) this.occur({ type: 'refusals-counted', payload: { count: unwritten } });
    if (!single) return;
    const meta = by && { actor: by.actor, commandId: by.commandId };
    this.occur({ type: 'refused', payload: { command, code, message } }, meta);
  }

  // ── The record ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Records the turn: nothing is answered or told to anyone before. */
  private async flush(): Promise<void> {
    const events = this.unrecorded.splice(0);
    if (events.length > 0) {
      const completions = await this.ports.record({ id: this.current.id, events });
      const tellings: TaskTelling[] = [];
      for (const event of events) {
        const completion = completions[event.seq];
        const complete = completion ? { ...event, completion } : event;
        this.current = this.recorded = apply(this.rules, this.recorded, complete);
        tellings.push(...this.rules.tellings(this.current, complete));
      }
      if (tellings.length > 0) this.tell(tellings);
    }
    const { id, revision, stage } = this.current;
    if (this.inTurn) this.settle(this.inTurn, { verdict: { id, revision, stage } });
    this.inTurn = undefined;
  }

  private tell(tellings: readonly TaskTelling[]): void {
    const { id, department, stage, clocks } = this.current;
    const dueAt = earliestDue(clocks);
    const at = new Date(this.now).toISOString();
    this.noticesUnderway += 1;
    void this.ports
      .notify({ id, department, stage, ...(dueAt !== undefined && { dueAt }), tellings, at })
      .then((result) => {
        this.noticesUnderway -= 1;
        if (result.givenUp.length > 0) this.mailbox.push({ kind: 'given-up', result });
      });
  }

  private settle({ command, door, answer }: CommandMail<C>, outcome: TaskAnswer): void {
    this.pending.delete(command.commandId);
    // A refused update leaves nothing behind, and may be admitted when it is sent again.
    if ('verdict' in outcome || door === 'signal') this.answered.set(command.commandId, outcome);
    answer(outcome);
  }
}
