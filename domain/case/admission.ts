import type { Actor } from '../people/actor';
import type { Policy } from '../policy/policy';
import { actsIn, CAPACITY_TITLES, type Capacity } from './capacity';
import type { Case } from './case';
import type { Command, CommandName, CommandOf } from './commands';
import { payloadProblems } from './payload-problems';
import type { Refusal } from './refusal';
import { claimable, claimIsOpen, withinAuthority } from './claims';
import { findingIsComplete } from './findings';
import type { Kind } from './intake';
import {
  agreeable,
  deniesNothing,
  extendable,
  notArbitrated,
  ordersAreDone,
  pauseGranted,
  promisable,
  resultIsComplete,
  resultIsDue,
  scriptIsKnown,
  seenByItsSender,
  somethingPaused,
  toBeAssigned,
  triageAsked,
  unsettledGround,
  wasTransferred,
} from './restrictions';
import { OPEN_STAGES, STAGES, type Stage } from './stage';

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
  /** Only for cases of these kinds. */
  readonly kinds?: readonly Kind[];
  /** Holds whatever the payload says, so that a button can be left out. */
  readonly unless?: (situation: Situation) => Refusal | undefined;
  /** Looks at the payload too. */
  readonly check?: (situation: Situation, command: CommandOf<N>) => Refusal | undefined;
}

const UNTIL_CLOSED = OPEN_STAGES;
const AT_WORK = ['planning', 'handling'] as const;
const BEFORE_CONFIRMING = ['registered', 'assigning', 'accepting', 'planning', 'handling'] as const;
const UNTIL_ARCHIVED = [...OPEN_STAGES, 'closed'] as const;
const AFTERWARDS = ['closed', 'archived'] as const;

/** Who may send which command, and when: the table of the command contract. A pack may narrow it, never widen. */
const ADMISSIONS: { readonly [N in CommandName]: Admission<N> } = {
  amend: { who: ['agent'], when: UNTIL_CLOSED },
  classify: { who: ['agent', 'lead'], when: UNTIL_CLOSED },
  triage: {
    who: ['agent'],
    when: BEFORE_CONFIRMING,
    kinds: ['complaint'],
    unless: triageAsked,
    check: scriptIsKnown,
  },
  'set-level': { who: ['agent', 'supervisor'], when: UNTIL_CLOSED },
  'set-transfer': { who: ['agent'], when: UNTIL_CLOSED },
  assign: { who: ['agent', 'supervisor'], when: ['assigning'], unless: toBeAssigned },
  accept: { who: ['lead'], when: ['accepting'] },
  return: { who: ['lead'], when: ['accepting'], unless: notArbitrated },
  'form-team': { who: ['lead'], when: AT_WORK },
  'add-evidence': {
    who: ['lead', 'handler', 'agent', 'customer', 'procedure'],
    when: UNTIL_CLOSED,
    check: seenByItsSender,
  },
  note: { who: ['on-the-case', 'customer', 'procedure'], when: UNTIL_ARCHIVED, check: seenByItsSender },
  find: { who: ['lead', 'agent-in-charge'], when: AT_WORK, check: findingIsComplete },
  plan: { who: ['lead', 'agent-in-charge'], when: AT_WORK },
  'complete-step': { who: ['lead', 'handler'], when: ['handling'] },
  'log-contact': { who: ['lead', 'handler', 'agent'], when: UNTIL_CLOSED, check: deniesNothing },
  'contact-attempt': { who: ['agent', 'lead', 'supervisor'], when: UNTIL_CLOSED },
  'promise-reply': { who: ['agent'], when: UNTIL_CLOSED, check: promisable },
  extend: { who: ['lead', 'agent', 'supervisor'], when: UNTIL_CLOSED, check: extendable },
  pause: { who: ['lead', 'agent'], when: AT_WORK, unless: pauseGranted },
  resume: { who: ['lead', 'agent'], when: AT_WORK, unless: somethingPaused },
  'order-work': {
    who: ['lead', 'agent-in-charge', 'agent-on-a-consultation'],
    when: [...AT_WORK, 'answering'],
  },
  claim: { who: ['agent', 'lead'], when: UNTIL_CLOSED, unless: claimable },
  'decide-claim': { who: ['decider'], when: UNTIL_ARCHIVED, unless: claimIsOpen, check: withinAuthority },
  resolve: {
    who: ['lead', 'handler', 'agent-on-the-spot', 'agent-in-charge'],
    when: BEFORE_CONFIRMING,
    unless: resultIsDue,
    check: resultIsComplete,
  },
  'customer-satisfied': { who: ['agent', 'customer'], when: ['confirming'] },
  'customer-unsatisfied': { who: ['agent', 'customer'], when: ['confirming'] },
  'customer-in-doubt': { who: ['agent', 'customer'], when: ['confirming'] },
  'close-unsettled': { who: ['supervisor'], when: ['confirming'], check: unsettledGround },
  escalate: { who: ['on-the-case'], when: UNTIL_CLOSED },
  intervene: { who: ['executive', 'supervisor'], when: UNTIL_CLOSED },
  'mark-widespread': { who: ['agent', 'supervisor', 'procedure'], when: UNTIL_CLOSED },
  'flag-difficult': { who: ['agent', 'lead', 'supervisor'], when: UNTIL_ARCHIVED, check: agreeable },
  'reply-to-body': { who: ['agent', 'supervisor'], when: UNTIL_ARCHIVED, unless: wasTransferred },
  'decide-suggestion': {
    who: ['lead', 'supervisor', 'executive'],
    when: ['deciding'],
    kinds: ['suggestion'],
  },
  answer: {
    who: ['agent', 'lead', 'handler'],
    when: ['answering'],
    kinds: ['consultation', 'suggestion'],
    unless: ordersAreDone,
  },
  withdraw: { who: ['agent', 'customer'], when: UNTIL_CLOSED },
  reopen: { who: ['agent', 'supervisor', 'customer'], when: ['closed'] },
  callback: { who: ['agent', 'lead'], when: AFTERWARDS },
  review: { who: ['lead', 'supervisor'], when: AFTERWARDS },
  inspect: { who: ['supervisor', 'executive'], when: STAGES },
  'keep-longer': { who: ['supervisor'], when: STAGES },
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
  const { who, when, kinds, unless } = ADMISSIONS[name];
  const { state, actor } = situation;
  const { kind } = state.intake;
  if (kinds && !kinds.includes(kind)) {
    return { code: 'stage', message: `'${name}' is for a ${kinds.join(' or a ')}; this case is a ${kind}.` };
  }
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
