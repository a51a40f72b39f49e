import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { NotifyInput } from '../activities/contract';
import { admit } from '../domain/case/admission';
import { openOrders, type Case, type Outcome } from '../domain/case/case';
import type { Command, CommandOf } from '../domain/case/commands';
import type { EventBody, EventMeta } from '../domain/case/events';
import type { Intake } from '../domain/case/intake';
import { leadsOn, type LeadingOn } from '../domain/case/leads-on';
import type { Refusal } from '../domain/case/refusal';
import { closing } from '../domain/case/closing';
import type { Stage } from '../domain/case/stage';
import { nextRung, type DueRung } from '../domain/clocks/clock';
import { rungFired } from '../domain/clocks/rung-fired';
import type { PolicyMove } from '../domain/clocks/policy-move';
import { retimings, type RetimeOrder } from '../domain/clocks/retiming';
import { PROCEDURE } from '../domain/people/actor';
import type { Policy } from '../domain/policy/policy';
import { Alarm } from './alarm';
import { openDoors } from './doors';
import { Journal } from './journal';
import type { Answer, CommandMail, Mail } from './mailbox';
import { tendChildren } from './children';
import type { ArchivedCaseStart, CaseStart, WorkOrderEnd } from './messages';
import { Notices } from './notices';
import type { Sender } from './read-command';
import { registrationOf } from './registration';
import { NO_REFUSALS, tallied, type RefusalTally } from './refusals';

/** Where a stage leads: to another stage, or to the end with its outcome. */
export type Next = Stage | { readonly closedAs: Outcome };

/** What a case takes with it into its next run. */
export interface Carried {
  readonly state: Case;
  readonly answered: readonly (readonly [commandId: string, answer: Answer])[];
  readonly notices: readonly NotifyInput[];
  readonly refusals: RefusalTally;
}

/** Opens a new case, or takes one up again after a continue-as-new. Every handler is up when it returns. */
export function openCase(start: CaseStart, carried?: Carried): CaseRun {
  // The next run starts under the rules that the case has come under meanwhile.
  return new CaseRun(start.policy, carried ? { carried } : { start }, (policy, next) =>
    continueAsNew({ ...start, policy }, next),
  );
}

/** Takes up an archived case for the commands that are open to it. */
export function openArchived({ policy, state }: ArchivedCaseStart): CaseRun {
  const carried = { state, answered: [], notices: [], refusals: NO_REFUSALS };
  return new CaseRun(policy, { carried }, (rules, { state: next }) =>
    continueAsNew({ policy: rules, state: next }),
  );
}

/**
 * One run of a case: its state, its clocks, and the mail that waits for it. Commands, rungs, and what the procedure
 * does by itself are events; all events of one turn are recorded together before the next turn begins.
 */
export class CaseRun {
  private readonly journal: Journal;
  private readonly mailbox: Mail[] = [];
  private readonly pending = new Map<string, Promise<Answer>>();
  private readonly answered: Map<string, Answer>;
  private readonly alarm = new Alarm();
  private readonly notices: Notices;
  private refusals: RefusalTally;
  /** The command whose turn it is; answered when its turn is recorded. */
  private inTurn: CommandMail | undefined;
  /** The time of this turn, epoch milliseconds. */
  private now: number;

  constructor(
    policy: Policy,
    origin: { readonly start: CaseStart } | { readonly carried: Carried },
    private readonly carryOn: (policy: Policy, carried: Carried) => Promise<never>,
  ) {
    this.notices = new Notices((result) => this.mailbox.push({ kind: 'given-up', result }));
    if ('carried' in origin) {
      const { carried } = origin;
      this.now = Date.now();
      this.journal = Journal.resume(policy, carried.state);
      this.answered = new Map(carried.answered);
      this.refusals = carried.refusals;
    } else {
      const { start } = origin;
      this.now = Math.min(Date.parse(start.enteredAt), Date.now());
      this.answered = new Map();
      this.refusals = NO_REFUSALS;
      this.journal = Journal.begin(policy, registrationOf(start), this.meta({ actor: start.filedBy }));
    }
    openDoors(this);
    if ('carried' in origin) origin.carried.notices.forEach((input) => this.notices.send(input));
  }

  /** The rules that the case runs under now. */
  get policy(): Policy {
    return this.journal.policy;
  }

  get state(): Case {
    return this.journal.state;
  }

  get stage(): Stage {
    return this.state.stage;
  }

  get intake(): Intake {
    return this.state.intake;
  }

  get outcome(): Outcome | undefined {
    return this.state.closing?.outcome;
  }

  /** The end of the reopen window, ISO 8601. */
  get reopenUntil(): string | undefined {
    return this.state.closing?.reopenUntil;
  }

  // ── What the procedure does ────────────────────────────────────────────────────────────────────────────────────────

  enter(next: Next): void {
    const stage = typeof next === 'string' ? next : 'closed';
    if (stage === this.stage) return;
    this.occur({ type: 'stage-entered', payload: { stage } });
    if (typeof next !== 'string') this.occur(closing(this.policy, this.state, next.closedAs, this.now));
  }

  /** By itself, as the pack routes; to a handler of its own where one is named. */
  assign(department: string, handler?: string): void {
    this.now = Date.now();
    this.occur({
      type: 'assign',
      payload: { department, ...(handler !== undefined && { handler }) },
    });
  }

  openRound(): void {
    this.occur({ type: 'round-opened', payload: { round: this.state.round + 1 } });
  }

  /** The next admitted command that leads on from the stage. All others are carried out meanwhile. */
  async next<S extends Stage>(stage: S): Promise<CommandOf<LeadingOn<S>>> {
    for (;;) {
      const command = await this.nextWithin(stage, undefined);
      if (command) return command;
    }
  }

  /** As `next`, but undefined when the time (ISO 8601) has come. */
  async nextWithin<S extends Stage>(
    stage: S,
    until: string | undefined,
  ): Promise<CommandOf<LeadingOn<S>> | undefined> {
    const deadline = until === undefined ? undefined : Date.parse(until);
    for (;;) {
      await this.flush();
      const turn = await this.turn(deadline);
      if (turn === 'deadline') {
        this.now = Math.max(this.now, deadline ?? 0);
        return undefined;
      }
      const command = this.take(turn);
      if (command && isLeadingOn(stage, command)) return command;
    }
  }

  /** The run ends when everything is recorded and every notice delivered or given up. */
  async finish(): Promise<void> {
    const settled = (): boolean => this.notices.unfinished.length === 0 && allHandlersFinished();
    for (;;) {
      await this.flush();
      const mail = this.mailbox.shift();
      if (mail) this.take(mail);
      else if (settled()) return;
      else await condition(() => this.mailbox.length > 0 || settled());
    }
  }

  // ── What the doors bring ───────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The verdict as things stand; asked again when the command's turn comes. A repeat is always let in: it is answered.
   * While a turn is under way things don't stand yet: who leads a department comes with its record.
   */
  refusalOf(command: Command): Refusal | undefined {
    if (this.answered.has(command.commandId) || this.pending.has(command.commandId)) return undefined;
    if (!this.journal.isRecorded) return undefined;
    return admit(this.policy, this.state, command, Date.now());
  }

  /** Puts a command into the mailbox; resolves when it is recorded. A repeat gets the same answer. */
  submit(door: 'signal' | 'update', command: Command): Promise<Answer> {
    const answer = this.answered.get(command.commandId);
    if (answer) return Promise.resolve(answer);
    const known = this.pending.get(command.commandId);
    if (known) return known;
    const promise = new Promise<Answer>((resolve) => {
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

  /** Takes in how a work order ended. One that is not open any more says nothing new. */
  submitOrderEnd(end: WorkOrderEnd): void {
    this.mailbox.push({ kind: 'order-ended', end });
  }

  /** Takes in that a changed calendar moves clocks of the case. */
  submitRetiming(order: RetimeOrder): void {
    this.mailbox.push({ kind: 'retime', order });
  }

  /** Takes in that an administrator moves the case to a newer version of its pack. */
  submitPolicyMove(move: PolicyMove): void {
    this.mailbox.push({ kind: 'policy-move', move });
  }

  // ── One turn ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Waits for whatever comes first: mail, a rung of a clock, or the deadline. A rung due before a command comes first. */
  private async turn(deadline: number | undefined): Promise<Mail | DueRung | 'deadline'> {
    for (;;) {
      const rung = nextRung(this.state.clocks);
      const mail = this.mailbox[0];
      if (mail && !(rung && rung.at <= this.timeOf(mail))) {
        this.mailbox.shift();
        return mail;
      }
      if (rung && rung.at <= Date.now()) return rung;
      if (deadline !== undefined && deadline <= Date.now()) return 'deadline';
      await this.carryOnIfSuggested();
      await this.alarm.wait(earlier(rung?.at, deadline), () => this.mailbox.length > 0);
    }
  }

  /** When the server took it in, neither before the last event nor in the future of the workflow. */
  private timeOf(mail: Mail): number {
    const now = Date.now();
    const sentAt = mail.kind === 'command' ? mail.command.sentAt : undefined;
    return sentAt === undefined ? now : Math.min(now, Math.max(Date.parse(sentAt), this.now));
  }

  /** Carries out one turn; returns the command if it was admitted. */
  private take(turn: Mail | DueRung): Command | undefined {
    if (!('kind' in turn)) {
      // Broken when it was due, even if the worker was away then; so commands of meanwhile keep their own time.
      this.now = Math.max(this.now, turn.at);
      this.occur(rungFired(turn));
      return undefined;
    }
    this.now = this.timeOf(turn);
    switch (turn.kind) {
      case 'command':
        return this.carryOut(turn);
      case 'malformed':
        this.putOnRecord(turn.command, turn.refusal, turn.sender);
        return undefined;
      case 'given-up':
        turn.result.givenUp.forEach((payload) => this.occur({ type: 'notice-given-up', payload }));
        return undefined;
      case 'order-ended':
        if (openOrders(this.state).some(({ id }) => id === turn.end.id)) {
          this.occur({ type: 'work-order-ended', payload: turn.end });
        }
        return undefined;
      case 'retime': {
        const { by: actor } = turn.order;
        retimings(this.policy, this.state, turn.order).forEach((body) => this.occur(body, { actor }));
        return undefined;
      }
      case 'policy-move':
        this.moveTo(turn.move);
        return undefined;
    }
  }

  private carryOut(mail: CommandMail): Command | undefined {
    const { command } = mail;
    const refusal = admit(this.policy, this.state, command, this.now);
    if (refusal) {
      if (mail.door === 'signal') this.putOnRecord(command.type, refusal, command);
      this.settle(mail, { refusal });
      return undefined;
    }
    this.inTurn = mail;
    const { commandId, actor, sentAt: _told, happenedAt, ...body } = command;
    this.occur(body, { commandId, actor, ...(happenedAt !== undefined && { happenedAt }) });
    return command;
  }

  private putOnRecord(command: string, { code, message }: Refusal, by?: Sender): void {
    const { tally, single, unwritten } = tallied(this.refusals, this.now);
    this.refusals = tally;
    if (unwritten > 0) this.occur({ type: 'refusals-counted', payload: { count: unwritten } });
    if (!single) return;
    const meta = by && { actor: by.actor, commandId: by.commandId };
    this.occur({ type: 'refused', payload: { command, code, message } }, meta);
  }

  /** Only forward, so that a move which comes twice, or late, changes nothing. */
  private moveTo({ policy, reason, by }: PolicyMove): void {
    const { id, version } = this.policy;
    if (policy.id !== id || policy.version <= version) return;
    this.journal.moveTo(policy, reason, this.meta({ actor: by }));
  }

  private occur(body: EventBody, meta: Partial<EventMeta> = {}): void {
    this.journal.occur(body, this.meta(meta));
  }

  private meta(meta: Partial<EventMeta>): EventMeta {
    return { actor: PROCEDURE, ...meta, at: new Date(this.now).toISOString() };
  }

  // ── The record ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Records the turn: nothing is answered or told to anyone before. */
  private async flush(): Promise<void> {
    const { events, tellings } = await this.journal.record();
    const { number, revision, stage } = this.state;
    if (tellings.length > 0) this.notices.send({ number, tellings, at: new Date(this.now).toISOString() });
    if (this.inTurn) this.settle(this.inTurn, { verdict: { number, revision, stage } });
    this.inTurn = undefined;
    await tendChildren(this.policy, this.state, events);
  }

  private settle({ command, door, answer }: CommandMail, outcome: Answer): void {
    this.pending.delete(command.commandId);
    // A refused update leaves nothing behind, and may be admitted when it is sent again.
    if ('verdict' in outcome || door === 'signal') this.answered.set(command.commandId, outcome);
    answer(outcome);
  }

  /** The safety valve of a long life; never in the middle of an update. */
  private async carryOnIfSuggested(): Promise<void> {
    if (!workflowInfo().continueAsNewSuggested) return;
    await condition(() => this.mailbox.length > 0 || allHandlersFinished());
    if (this.mailbox.length > 0) return;
    await this.carryOn(this.policy, {
      state: this.state,
      answered: [...this.answered],
      notices: this.notices.unfinished,
      refusals: this.refusals,
    });
  }
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

function isLeadingOn<S extends Stage>(stage: S, command: Command): command is CommandOf<LeadingOn<S>> {
  return leadsOn(stage, command.type);
}
