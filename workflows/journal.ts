import { patched, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/contract';
import { advance } from '../domain/case/advance';
import { apply } from '../domain/case/apply';
import type { Case } from '../domain/case/case';
import type { CaseEvent, EventBody, EventMeta } from '../domain/case/events';
import { clockMoves } from '../domain/clocks/policy-move';
import { MESSAGE, tellingsOf, type Telling } from '../domain/notices/telling';
import type { Policy } from '../domain/policy/policy';

const { record } = proxyActivities<Pick<CaseActivities, 'record'>>({
  startToCloseTimeout: '30 seconds',
  // A killed worker holds a case up no longer than this.
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** One turn, as it is recorded. */
export interface Recorded {
  readonly events: readonly CaseEvent[];
  readonly tellings: readonly Telling[];
}

/** What happens in a case, turn by turn: the events of the turn under way, and the case as it is recorded. */
export class Journal {
  private readonly unrecorded: CaseEvent[] = [];

  private constructor(
    private rules: Policy,
    /** Newer than the record while a turn is under way. */
    private current: Case,
    /** Undefined before the first record. */
    private recorded: Case | undefined,
  ) {}

  /** Begins with the event that opens the case. */
  static begin(policy: Policy, body: EventBody, meta: EventMeta): Journal {
    const { state, events } = advance(policy, undefined, body, meta);
    const journal = new Journal(policy, state, undefined);
    journal.unrecorded.push(...events);
    return journal;
  }

  /** Goes on from the recorded case. */
  static resume(policy: Policy, state: Case): Journal {
    return new Journal(policy, state, state);
  }

  /** The rules it runs under now. */
  get policy(): Policy {
    return this.rules;
  }

  get state(): Case {
    return this.current;
  }

  /** False while a turn is under way: what only `record` knows, such as who leads a department, is not there yet. */
  get isRecorded(): boolean {
    return this.current === this.recorded;
  }

  /** Lets something happen, with what the pack's rules make of it. */
  occur(body: EventBody, meta: EventMeta): void {
    const { state, events } = advance(this.policy, this.current, body, meta);
    this.current = state;
    this.unrecorded.push(...events);
  }

  /** From now on the case runs under these rules, newer ones of its pack; its clocks are brought under them. */
  moveTo(policy: Policy, reason: string, meta: EventMeta): void {
    const from = this.rules;
    this.rules = policy;
    const payload = { from: versionOf(from), to: versionOf(policy), reason };
    this.occur({ type: 'policy-moved', payload }, meta);
    const moved = {
      ...meta,
      type: 'policy-moved',
      payload,
      seq: this.current.revision,
      round: this.current.round,
    } as const;
    clockMoves(from, policy, this.current, moved).forEach((body) => this.occur(body, meta));
  }

  /** Records the turn; returns what happened in it, and what the pack wants told. */
  async record(): Promise<Recorded> {
    const events = this.unrecorded.splice(0);
    if (events.length === 0) return { events, tellings: [] };
    const opens = this.recorded === undefined;
    const completions = await record({
      number: this.current.number,
      events,
      ...(opens && { startedRunId: workflowInfo().runId }),
    });
    const transition = events.map((event) => {
      const completion = completions[event.seq];
      const completed: CaseEvent = completion ? { ...event, completion } : event;
      const before = this.recorded;
      const after = (this.recorded = this.current = apply(before, completed));
      return { before, after, event: completed };
    });
    return { events, tellings: tellingsOf(this.policy, transition).filter(isToldNow) };
  }
}

/** Cases that began before customers were told of messages go on as they were recorded. */
function isToldNow({ template }: Telling): boolean {
  return template !== MESSAGE || patched('customer-told-of-messages');
}

function versionOf({ id, version }: Policy): { readonly id: string; readonly version: number } {
  return { id, version };
}
