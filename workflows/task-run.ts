import { allHandlersFinished } from '@temporalio/workflow';
import type { NotifyResult, RecordResult, TaskNotifyInput } from '../activities/contract';
import { earliestDue, type DueRung } from '../domain/clocks/clock';
import { rungFired } from '../domain/clocks/rung-fired';
import { PROCEDURE } from '../domain/people/actor';
import { advance, apply } from '../domain/task/advance';
import type { Body, CommonBody, EventMeta, TaskEvent } from '../domain/task/events';
import type { Task, TaskCommand, TaskRefusal, TaskRules, TaskTelling } from '../domain/task/task';
import { Mailbox, type CommandMail, type Mail } from './mailbox';
import type { TaskVerdict } from './messages';
import type { Sender } from './read-command';
import { NO_REFUSALS, refusalOnRecord, type RefusalTally } from './refusals';
import { Turns } from './turns';

/** The world outside, as one kind of task needs it. */
export interface TaskPorts<B extends Body> {
  record(input: { readonly id: string; readonly events: readonly TaskEvent<B>[] }): Promise<RecordResult>;
  notify(input: TaskNotifyInput): Promise<NotifyResult>;
}

/** Something that others found out, asked what it means when its turn comes; undefined if it means nothing by then. */
type TaskNews<B extends Body> = () => B | undefined;

/**
 * One run of a work order or a corrective action, in the manner of a case: its state, its clocks, and the mail that
 * waits for it. All events of one turn are recorded together before the next turn begins.
 */
export class TaskRun<S extends Task, C extends B, B extends Body> {
  private current: S;
  private recorded: S | undefined;
  private readonly unrecorded: TaskEvent<B>[] = [];
  /** What the doors bring. */
  readonly mailbox = new Mailbox<TaskCommand<C>, TaskVerdict, TaskRefusal, TaskNews<B>>();
  private readonly turns: Turns<TaskCommand<C>, TaskVerdict, TaskRefusal, TaskNews<B>>;
  private noticesUnderway = 0;
  private refusals: RefusalTally = NO_REFUSALS;
  /** The command whose turn it is; answered when its turn is recorded. */
  private inTurn: CommandMail<TaskCommand<C>, TaskVerdict, TaskRefusal> | undefined;

  /** Opens a new task with the event that begins it. */
  constructor(
    private readonly rules: TaskRules<S, C, B>,
    private readonly ports: TaskPorts<B>,
    first: B,
    meta: EventMeta,
  ) {
    this.turns = new Turns(this.mailbox, Date.parse(meta.at), () => this.current.clocks);
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
      if (!(await this.takeTurn(deadline))) return false;
    }
    return true;
  }

  /** Lets something happen that nobody told it to. */
  occur(body: B | CommonBody, meta: Partial<EventMeta> = {}): void {
    const at = new Date(this.turns.now).toISOString();
    const { state, events } = advance(this.rules, this.current, body, { actor: PROCEDURE, ...meta, at });
    this.current = state;
    this.unrecorded.push(...events);
  }

  /** The run ends when everything is recorded and every notice delivered or given up. */
  async finish(): Promise<void> {
    const settled = (): boolean => this.noticesUnderway === 0 && allHandlersFinished();
    for (;;) {
      await this.flush();
      const mail = await this.turns.last(settled);
      if (!mail) return;
      this.take(mail);
    }
  }

  // ── What the doors bring ───────────────────────────────────────────────────────────────────────────────────────────

  /** The verdict as things stand; asked again when the command's turn comes. A repeat is let in: it is answered. */
  refusalOf(command: TaskCommand<C>): TaskRefusal | undefined {
    if (this.mailbox.knows(command)) return undefined;
    return this.rules.admit(this.current, command, Date.now());
  }

  // ── One turn ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** False if the deadline has come. */
  private async takeTurn(deadline: number | undefined): Promise<boolean> {
    const turn = await this.turns.next(deadline);
    if (turn === 'deadline') return false;
    this.take(turn);
    await this.flush();
    return true;
  }

  private take(turn: Mail<TaskCommand<C>, TaskVerdict, TaskRefusal, TaskNews<B>> | DueRung): void {
    if (!('kind' in turn)) {
      this.occur(rungFired(turn));
      return;
    }
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
        const body = turn.news();
        if (body) this.occur(body);
        return;
      }
    }
  }

  private carryOut(mail: CommandMail<TaskCommand<C>, TaskVerdict, TaskRefusal>): void {
    const { commandId, actor, body } = mail.command;
    const refusal = this.rules.admit(this.current, mail.command, this.turns.now);
    if (refusal) {
      if (mail.door === 'signal') this.putOnRecord(body.type, refusal, mail.command);
      this.mailbox.settle(mail, { refusal });
      return;
    }
    this.inTurn = mail;
    this.occur(body, { commandId, actor });
  }

  private putOnRecord(command: string, refusal: TaskRefusal, by?: Sender): void {
    const { tally, counted, refused } = refusalOnRecord(this.refusals, this.turns.now, command, refusal);
    this.refusals = tally;
    if (counted) this.occur(counted);
    if (refused) this.occur(refused, by && { actor: by.actor, commandId: by.commandId });
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
    if (this.inTurn) this.mailbox.settle(this.inTurn, { verdict: { id, revision, stage } });
    this.inTurn = undefined;
  }

  private tell(tellings: readonly TaskTelling[]): void {
    const { id, department, stage, clocks } = this.current;
    const dueAt = earliestDue(clocks);
    const at = new Date(this.turns.now).toISOString();
    this.noticesUnderway += 1;
    void this.ports
      .notify({ id, department, stage, ...(dueAt !== undefined && { dueAt }), tellings, at })
      .then((result) => {
        this.noticesUnderway -= 1;
        if (result.givenUp.length > 0) this.mailbox.submitGivenUp(result);
      });
  }
}
