import type { Actor } from '../people/actor';
import type { Policy } from '../policy/policy';
import { actsIn, CAPACITY_TITLES, type Capacity } from './capacity';
import type { Case } from './case';
import type { Command, CommandName, CommandOf } from './commands';
import { payloadProblems } from './payload-problems';
import type { Refusal } from './refusal';
import {
  beforeArbitration,
  extendable,
  notArbitrated,
  pauseGranted,
  planBeforeResult,
  somethingPaused,
  unsettledGround,
} from './restrictions';
import { OPEN_STAGES, type Stage } from './stage';

/** What a restriction may look at: the case, the pack's rules, who asks, and when (epoch milliseconds). */
export interface Situation {
  readonly policy: Policy;
  readonly state: Case;
  readonly actor: Actor;
  readonly now: number;
}

interface Admission<N extends CommandName> {
  readonly who: readonly Capacity[];
  readonly when: readonly Stage[];
  /** Holds whatever the payload says, so that a button can be left out. */
  readonly unless?: (situation: Situation) => Refusal | undefined;
  /** Looks at the payload too. */
  readonly check?: (situation: Situation, command: CommandOf<N>) => Refusal | undefined;
}

const UNTIL_CLOSED = OPEN_STAGES;
const AT_WORK = ['planning', 'handling'] as const;
const AFTERWARDS = ['closed', 'archived'] as const;

/** Who may send which command, and when: the table of the command contract. A pack may narrow it, never widen. */
const ADMISSIONS: { readonly [N in CommandName]: Admission<N> } = {
  amend: { who: ['agent'], when: UNTIL_CLOSED },
  classify: { who: ['agent', 'lead'], when: UNTIL_CLOSED },
  'set-level': { who: ['agent', 'supervisor'], when: UNTIL_CLOSED },
  assign: { who: ['agent', 'supervisor'], when: ['assigning'], unless: beforeArbitration },
  accept: { who: ['lead'], when: ['accepting'] },
  return: { who: ['lead'], when: ['accepting'], unless: notArbitrated },
  'form-team': { who: ['lead'], when: AT_WORK },
  'add-evidence': { who: ['lead', 'handler', 'agent'], when: UNTIL_CLOSED },
  note: { who: ['on-the-case'], when: [...UNTIL_CLOSED, 'closed'] },
  find: { who: ['lead', 'agent-in-charge'], when: AT_WORK },
  plan: { who: ['lead', 'agent-in-charge'], when: AT_WORK },
  'complete-step': { who: ['lead', 'handler'], when: ['handling'] },
  'log-contact': { who: ['lead', 'handler', 'agent'], when: UNTIL_CLOSED },
  'contact-attempt': { who: ['agent', 'lead', 'supervisor'], when: UNTIL_CLOSED },
  'promise-reply': { who: ['agent'], when: UNTIL_CLOSED },
  extend: { who: ['lead', 'agent', 'supervisor'], when: UNTIL_CLOSED, check: extendable },
  pause: { who: ['lead', 'agent'], when: AT_WORK, unless: pauseGranted },
  resume: { who: ['lead', 'agent'], when: AT_WORK, unless: somethingPaused },
  resolve: {
    who: ['lead', 'handler', 'agent-on-the-spot', 'agent-in-charge'],
    when: ['registered', 'assigning', 'accepting', 'planning', 'handling'],
    unless: planBeforeResult,
  },
  'customer-satisfied': { who: ['agent', 'customer'], when: ['confirming'] },
  'customer-unsatisfied': { who: ['agent', 'customer'], when: ['confirming'] },
  'customer-in-doubt': { who: ['agent', 'customer'], when: ['confirming'] },
  'close-unsettled': { who: ['supervisor'], when: ['confirming'], check: unsettledGround },
  escalate: { who: ['on-the-case'], when: UNTIL_CLOSED },
  intervene: { who: ['executive', 'supervisor'], when: UNTIL_CLOSED },
  withdraw: { who: ['agent', 'customer'], when: UNTIL_CLOSED },
  reopen: { who: ['agent', 'supervisor', 'customer'], when: ['closed'] },
  review: { who: ['lead', 'supervisor'], when: AFTERWARDS },
};

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(ADMISSIONS, name);
}

export const COMMAND_NAMES: readonly CommandName[] = Object.keys(ADMISSIONS).filter(isCommandName);

/**
 * Whether the case takes the command now: undefined if so, else what was wrong and what to do.
 * The same verdict at every door: the API's buttons, an update's validator, and again when the command's turn comes.
 *
 * @param now epoch milliseconds
 */
export function admit(policy: Policy, state: Case, command: Command, now: number): Refusal | undefined {
  return admitAs(command.type, policy, state, command, now);
}

/** The commands that the actor may send now. */
export function admittedCommands(policy: Policy, state: Case, actor: Actor, now: number): CommandName[] {
  return COMMAND_NAMES.filter((name) => outright(name, { policy, state, actor, now }) === undefined);
}

function admitAs<N extends CommandName>(
  name: N,
  policy: Policy,
  state: Case,
  command: CommandOf<N>,
  now: number,
): Refusal | undefined {
  const situation: Situation = { policy, state, actor: command.actor, now };
  const refusal =
    outright(name, situation) ??
    payloadProblems(command, state, now) ??
    ADMISSIONS[name].check?.(situation, command);
  if (!refusal) return undefined;
  return { ...refusal, stage: state.stage, admitted: admittedCommands(policy, state, command.actor, now) };
}

function outright(name: CommandName, situation: Situation): Refusal | undefined {
  const { who, when, unless } = ADMISSIONS[name];
  const { state, actor } = situation;
  if (!who.some((capacity) => actsIn(capacity, actor, state))) {
    const may = who.map((capacity) => CAPACITY_TITLES[capacity]).join(', or ');
    return { code: 'role', message: `'${name}' is for ${may}.` };
  }
  if (!when.includes(state.stage)) {
    return {
      code: 'stage',
      message: `'${name}' is admitted in ${when.join(', ')}; this case is in ${state.stage}.`,
    };
  }
  return unless?.(situation);
}
