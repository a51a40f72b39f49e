import { completeEvents } from '../../activities/record/complete-events';
import { advance } from '../../domain/case/advance';
import { fold } from '../../domain/case/apply';
import type { Case } from '../../domain/case/case';
import type { CommandName, CommandPayloads } from '../../domain/case/commands';
import type { CaseEvent, EventBody, EventMeta } from '../../domain/case/events';
import type { Intake } from '../../domain/case/intake';
import type { Stage } from '../../domain/case/stage';
import type { Clock } from '../../domain/clocks/clock';
import { PROCEDURE, type Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import { chinaCalendar, defaultCalendar } from '../../models/calendars';

export const AGENT: Actor = { user: 'ann', roles: ['agent'], department: 'customer-service' };

export const calendar = chinaCalendar(defaultCalendar);

/** A directory in which everybody is called after their role and department. */
export const directory = {
  personFor: (role: string, department: string): Promise<string> =>
    Promise.resolve(role === 'handler' ? `lead-${department}` : `${role}-${department}`),
};

/** The instant of a local time in Shanghai such as `2026-03-03 15:00`, ISO 8601 in UTC. */
export function local(text: string): string {
  return new Date(`${text.replace(' ', 'T')}+08:00`).toISOString();
}

/** The local time in Shanghai, as `local` takes it. */
export function shown(iso: string): string {
  const text = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19);
  return text.replace('T', ' ').replace(/:00$/, '');
}

/** One case, without a workflow: what happens in it is completed as `record` does, and folded. */
export class Life {
  readonly transitions: (readonly CaseEvent[])[] = [];
  private current: Case | undefined;
  private turn: CaseEvent[] = [];

  constructor(
    readonly policy: Policy,
    readonly number: string,
    /** Local time in Shanghai of what happens next. */
    public now: string,
  ) {}

  get state(): Case {
    if (!this.current) throw new Error('The case is not registered yet.');
    return this.current;
  }

  get events(): readonly CaseEvent[] {
    return this.transitions.flat();
  }

  /** Registers the case, which enters `assigning` at once. */
  async register(intake: Partial<Intake> = {}): Promise<this> {
    const received: Intake = {
      kind: 'complaint',
      channel: 'phone',
      receivedAt: local(this.now),
      customer: { name: '王小明', phone: '+86 138-0013-8000', email: 'Xiaoming@Example.com' },
      matter: '电视机每五分钟重启一次',
      ...intake,
    };
    const policy = { id: this.policy.id, version: this.policy.version };
    this.occur(
      { type: 'registered', payload: { number: this.number, policy, intake: received, owner: AGENT.user } },
      AGENT,
    );
    return this.enter('assigning');
  }

  /** A command alone, which leaves the case where it is. */
  async command<N extends CommandName>(type: N, payload: CommandPayloads[N], actor = AGENT): Promise<this> {
    this.carryOut(type, payload, actor);
    return this.endTurn();
  }

  /** A command that leads on. */
  async lead<N extends CommandName>(
    type: N,
    payload: CommandPayloads[N],
    stage: Stage,
    actor = AGENT,
  ): Promise<this> {
    this.carryOut(type, payload, actor);
    if (type === 'customer-unsatisfied' || type === 'reopen') {
      this.occur({ type: 'round-opened', payload: { round: this.state.round + 1 } });
    }
    return this.enter(stage);
  }

  async close(): Promise<this> {
    this.carryOut('customer-satisfied', { rating: 5 }, AGENT);
    this.occur({ type: 'stage-entered', payload: { stage: 'closed' } });
    const reopenUntil = new Date(Date.parse(local(this.now)) + 30 * 86_400_000).toISOString();
    this.occur({ type: 'closed', payload: { outcome: { kind: 'satisfied', rating: 5 }, reopenUntil } });
    return this.endTurn();
  }

  advanceBy(minutes: number): void {
    this.now = shown(new Date(Date.parse(local(this.now)) + minutes * 60_000).toISOString());
  }

  /** The clock that a rule started last. */
  clock(rule: string): Clock {
    const found = this.state.clocks.filter((clock) => clock.rule === rule).at(-1);
    if (!found) throw new Error(`No clock of ${rule} was started.`);
    return found;
  }

  /** When the clock that a rule started last is due, local time in Shanghai. */
  due(rule: string): string | undefined {
    const due = this.clock(rule).times?.dueAt;
    return due === undefined ? undefined : shown(due);
  }

  /** The ids of the clocks that run. */
  running(): string[] {
    return this.state.clocks.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => id);
  }

  private carryOut<N extends CommandName>(type: N, payload: CommandPayloads[N], actor: Actor): void {
    const body = { type, payload };
    if (!isBody(body)) throw new Error(`${type} is no command.`);
    this.occur(body, actor, `${this.number}-${this.state.revision}`);
  }

  private occur(body: EventBody, actor = PROCEDURE, commandId?: string): void {
    const meta: EventMeta = { at: local(this.now), actor, ...(commandId !== undefined && { commandId }) };
    const { state, events } = advance(this.policy, this.current, body, meta);
    this.current = state;
    this.turn.push(...events);
  }

  private async enter(stage: Stage): Promise<this> {
    this.occur({ type: 'stage-entered', payload: { stage } });
    return this.endTurn();
  }

  private async endTurn(): Promise<this> {
    const completed = await completeEvents(this.turn, {
      calendar: () => Promise.resolve(calendar),
      directory,
    });
    this.turn = [];
    this.transitions.push(completed);
    this.current = fold(this.events);
    return this;
  }
}

function isBody(body: { readonly type: string; readonly payload: object }): body is EventBody {
  return body.type.length > 0;
}

/** The events as a workflow sends them: without what recording adds. */
export function asSent(events: readonly CaseEvent[]): CaseEvent[] {
  return events.map(({ completion: _added, ...event }) => event);
}
