import type { Limit } from '../calendar/limit';
import type { Classification } from '../case/classification';
import type { NoPayload } from '../case/commands';
import type { Actor } from '../people/actor';
import type { Policy } from '../policy/policy';
import type { Task } from '../task/task';

export const ACTION_STAGES = ['issued', 'accepted', 'planned', 'reported', 'watching', 'closed'] as const;
export type ActionStage = (typeof ACTION_STAGES)[number];

/** A complaint of this class against the department is a repeat. */
export type ActionSubject = Pick<Classification, 'contentType' | 'subtype'>;

/** What is to be corrected, by whom, and by when. Times are ISO 8601. */
export interface ActionTerms {
  readonly id: string;
  /** The cases it comes from; none for one that stands alone. */
  readonly cases: readonly string[];
  readonly department: string;
  readonly persons: readonly string[];
  readonly due: Limit | { readonly given: string };
  readonly reason: string;
  readonly issuedBy: Actor;
  readonly issuedAt: string;
  readonly rules: Policy['correctiveActions'];
  readonly about: ActionSubject;
  /** Patterns of numbers that are never kept, where the pack has some. */
  readonly sensitive?: readonly string[];
}

export interface ActionPayloads {
  accept: NoPayload;
  plan: { readonly measures: readonly string[]; readonly due: string };
  report: { readonly result: string };
  verify: { readonly effective: 'yes' | 'no'; readonly note: string };
}

export const ACTION_COMMANDS = ['accept', 'plan', 'report', 'verify'] as const;
export type ActionCommandName = (typeof ACTION_COMMANDS)[number];

export type ActionCommand = {
  readonly [N in ActionCommandName]: { readonly type: N; readonly payload: ActionPayloads[N] };
}[ActionCommandName];

export type ActionBody =
  | ActionCommand
  | { readonly type: 'issued'; readonly payload: ActionTerms }
  /** A new complaint of its class, found true against its department. */
  | { readonly type: 'repeat'; readonly payload: { readonly number: string } }
  | { readonly type: 'watch-ended'; readonly payload: NoPayload };

/** A corrective action (整改通知书): the workflow's state and, in MongoDB, the read model. */
export interface CorrectiveAction extends Task {
  readonly stage: ActionStage;
  readonly cases: readonly string[];
  readonly persons: readonly string[];
  readonly due: Limit | { readonly given: string };
  readonly reason: string;
  readonly rules: Policy['correctiveActions'];
  readonly about: ActionSubject;
  /** 1, and one more each time a repeat has reopened it. */
  readonly cycle: number;
  readonly plan?: ActionPayloads['plan'] & { readonly by: string; readonly at: string };
  readonly report?: ActionPayloads['report'] & { readonly by: string; readonly at: string };
  /** Every check of its effect, the first first. */
  readonly checks: readonly (ActionPayloads['verify'] & { readonly by: string; readonly at: string })[];
  /** While it is watched: since it was found effective, until the time for repeats is over. */
  readonly watch?: { readonly since: string; readonly until: string };
  /** The complaints that have reopened it. */
  readonly repeats: readonly string[];
}
