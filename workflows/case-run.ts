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
import type { DueRung } from '../domain/clocks/clock';
import { rungFired } from '../domain/clocks/rung-fired';
import type { PolicyMove } from '../domain/clocks/policy-move';
import { retimings, type RetimeOrder } from '../domain/clocks/retiming';
import { PROCEDURE } from '../domain/people/actor';
import type { Policy } from '../domain/policy/policy';
import { openDoors } from './doors';
import { Journal } from './journal';
import { Mailbox, type Answer, type CommandMail, type Mail } from './mailbox';
import { tendChildren } from './children';
import type { ArchivedCaseStart, CaseStart, Verdict, WorkOrderEnd } from './messages';
import { Notices } from './notices';
import type { Sender } from './read-command';
import { registrationOf } from './registration';
import { NO_REFUSALS, refusalOnRecord, type RefusalTally } from './refusals';
import { Turns } from './turns';

/** Where a stage leads: to another stage, or to the end with its outcome. */
export type Next = Stage | { readonly closedAs: Outcome };

/** What comes to a case from inside the product. */
export type CaseNews =
  | { readonly kind: 'order-ended'; readonly end: WorkOrderEnd }
  /** A changed calendar moves clocks of the case. */
  | { readonly kind: 'retime'; readonly order: RetimeOrder }
  /** An administrator moves the case to a newer version of its pack. */
  | { readonly kind: 'policy-move'; readonly move: PolicyMove };

type CaseMail = Mail<Command, Verdict, Refusal, CaseNews>;
type CaseCommandMail = CommandMail<Command, Verdict, Refusal>;

/** What a case takes with it into its next run. */
export interface Carried {
  readonly state: Case;
  readonly answered: readonly (readonly [commandId: string, answer: Answer<Verdict, Refusal>])[];
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
  /** What the doors bring. */
  readonly mailbox: Mailbox<Command, Verdict, Refusal, CaseNews>;
  private readonly journal: Journal;
  private readonly turns: Turns<Command, Verdict, Refusal, CaseNews>;
  private readonly notices: Notices;
  private refusals: RefusalTally;
  /** The command whose turn it is; answered when its turn is recorded. */
  private inTurn: CaseCommandMail | undefined;

  constructor(
    policy: Policy,
    origin: { readonly start: CaseStart } | { readonly carried: Carried },
    private readonly carryOn: (policy: Policy, carried: Carried) => Promise<never>,
  ) {
    this.notices = new Notices((result) => this.mailbox.submitGivenUp(result));
    const carried = 'carried' in origin ? origin.carried : undefined;
    this.mailbox = new Mailbox(carried?.answered);
    this.refusals = carried?.refusals ?? NO_REFUSALS;
    const began = 'start' in origin ? Math.min(Date.parse(origin.start.enteredAt), Date.now()) : Date.now();
    this.turns = new Turns(
      this.mailbox,
      began,
      () => this.state.clocks,
      () => this.carryOnIfSuggested(),
    );
    this.journal =
      'start' in origin
        ? Journal.begin(policy, registrationOf(origin.start), this.meta({ actor: origin.start.filedBy }))
        : Journal.resume(policy, origin.carried.state);
    openDoors(this);
    carried?.notices.forEach((input) => this.notices.send(input));
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
    if (typeof next !== 'string') this.occur(closing(this.policy, this.state, next.closedAs, this.turns.now));
  }

  /** By itself, as the pack routes; to a handler of its own where one is named. */
  assign(department: string, handler?: string): void {
    this.turns.moveToPresent();
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
      const turn = await this.turns.next(deadline);
      if (turn === 'deadline') return undefined;
      const command = this.take(turn);
      if (command && isLeadingOn(stage, command)) return command;
    }
  }

  /** The run ends when everything is recorded and every notice delivered or given up. */
  async finish(): Promise<void> {
    const settled = (): boolean => this.notices.unfinished.length === 0 && allHandlersFinished();
    for (;;) {
      await this.flush();
      const mail = await this.turns.last(settled);
      if (!mail) return;
      this.take(mail);
    }
  }

  // ── What the doors bring ───────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The verdict as things stand; asked again when the command's turn comes. A repeat is always let in: it is answered.
   * While a turn is under way things don't stand yet: who leads a department comes with its record.
   */
  refusalOf(command: Command): Refusal | undefined {
    if (this.mailbox.knows(command)) return undefined;
    if (!this.journal.isRecorded) return undefined;
    return admit(this.policy, this.state, command, Date.now());
  }

  // ── One turn ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Carries out one turn; returns the command if it was admitted. */
  private take(turn: CaseMail | DueRung): Command | undefined {
    if (!('kind' in turn)) {
      this.occur(rungFired(turn));
      return undefined;
    }
    switch (turn.kind) {
      case 'command':
        return this.carryOut(turn);
      case 'malformed':
        this.putOnRecord(turn.command, turn.refusal, turn.sender);
        return undefined;
      case 'given-up':
        turn.result.givenUp.forEach((payload) => this.occur({ type: 'notice-given-up', payload }));
        return undefined;
      case 'news':
        this.takeIn(turn.news);
        return undefined;
    }
  }

  private takeIn(news: CaseNews): void {
    switch (news.kind) {
      case 'order-ended':
        // One that is not open any more says nothing new.
        if (openOrders(this.state).some(({ id }) => id === news.end.id)) {
          this.occur({ type: 'work-order-ended', payload: news.end });
        }
        return;
      case 'retime': {
        const { by: actor } = news.order;
        retimings(this.policy, this.state, news.order).forEach((body) => this.occur(body, { actor }));
        return;
      }
      case 'policy-move':
        this.moveTo(news.move);
        return;
    }
  }

  private carryOut(mail: CaseCommandMail): Command | undefined {
    const { command } = mail;
    const refusal = admit(this.policy, this.state, command, this.turns.now);
    if (refusal) {
      if (mail.door === 'signal') this.putOnRecord(command.type, refusal, command);
      this.mailbox.settle(mail, { refusal });
      return undefined;
    }
    this.inTurn = mail;
    const { commandId, actor, sentAt: _told, happenedAt, ...body } = command;
    this.occur(body, { commandId, actor, ...(happenedAt !== undefined && { happenedAt }) });
    return command;
  }

  private putOnRecord(command: string, refusal: Refusal, by?: Sender): void {
    const { tally, counted, refused } = refusalOnRecord(this.refusals, this.turns.now, command, refusal);
    this.refusals = tally;
    if (counted) this.occur(counted);
    if (refused) this.occur(refused, by && { actor: by.actor, commandId: by.commandId });
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
    return { actor: PROCEDURE, ...meta, at: new Date(this.turns.now).toISOString() };
  }

  // ── The record ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Records the turn: nothing is answered or told to anyone before. */
  private async flush(): Promise<void> {
    const { events, tellings } = await this.journal.record();
    const { number, revision, stage } = this.state;
    if (tellings.length > 0)
      this.notices.send({ number, tellings, at: new Date(this.turns.now).toISOString() });
    if (this.inTurn) this.mailbox.settle(this.inTurn, { verdict: { number, revision, stage } });
    this.inTurn = undefined;
    await tendChildren(this.policy, this.state, events);
  }

  /** The safety valve of a long life; never in the middle of an update. */
  private async carryOnIfSuggested(): Promise<void> {
    if (!workflowInfo().continueAsNewSuggested) return;
    await condition(() => !this.mailbox.isEmpty || allHandlersFinished());
    if (!this.mailbox.isEmpty) return;
    await this.carryOn(this.policy, {
      state: this.state,
      answered: this.mailbox.answers,
      notices: this.notices.unfinished,
      refusals: this.refusals,
    });
  }
}

function isLeadingOn<S extends Stage>(stage: S, command: Command): command is CommandOf<LeadingOn<S>> {
  return leadsOn(stage, command.type);
}
