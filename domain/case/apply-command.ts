import { handClocksOver } from '../clocks/apply-clock-event';
import { clocksNamed } from '../clocks/clock';
import { isSupervisor } from '../people/actor';
import { supervisedBy } from './apply-procedure';
import { currentRound, openClaim, type Case, type Plan, type Round } from './case';
import type { Level } from './classification';
import type { CommandName } from './commands';
import type { CaseEvent, EventOf } from './events';
import { takenBy } from './ownership';

type Reducers = { readonly [N in CommandName]: (state: Case, event: EventOf<N>) => Case };

/** The case after an admitted command. Stages are not changed here: the procedure enters them by events of its own. */
export function applyCommand<N extends CommandName>(state: Case, event: EventOf<N>): Case {
  const reduce: Reducers[N] = REDUCERS[event.type];
  return takenBy(event.actor, reduce(state, event));
}

/** Whether the event is a command, sent by somebody or by the procedure itself. */
export function isCommandEvent(event: CaseEvent): event is EventOf<CommandName> {
  return Object.hasOwn(REDUCERS, event.type);
}

const unchanged = (state: Case): Case => state;

const REDUCERS: Reducers = {
  amend: (state, { payload }) => ({ ...state, intake: { ...state.intake, ...payload.fields } }),
  classify: (state, { payload: { contentType, subtype, urgency } }) => ({
    ...state,
    contentType,
    subtype,
    urgency,
  }),
  'set-level': (state, { payload }) => atLevel(state, payload.level),
  triage: (state, { payload: { answerable, script } }) => ({
    ...state,
    answerable,
    ...(script !== undefined && { script }),
  }),
  'set-transfer': (state, { payload }) => {
    const reply = state.transfer?.reply;
    return { ...state, transfer: { ...payload, ...(reply && { reply }) } };
  },
  'reply-to-body': (state, { payload }) =>
    state.transfer ? { ...state, transfer: { ...state.transfer, reply: payload } } : state,
  'mark-widespread': (state, { payload }) => ({ ...state, widespread: payload.group }),
  'flag-difficult': flagged,

  // A suggestion stays in its stage when it comes to its department: its clocks go along.
  assign: (state, { payload, completion, actor }) =>
    handClocksOver({
      ...assign(state, payload.department, payload.handler, completion?.person),
      // Only after repeated returns is it a supervisor who assigns: that decides.
      arbitrated: isSupervisor(actor),
    }),
  accept: unchanged,
  return: (state) => ({ ...state, returns: state.returns + 1 }),
  'form-team': (state, { payload }) => inRound(state, { team: payload }),
  find: (state, { payload, at }) => inRound(state, { finding: { ...payload, at } }),
  plan: (state, event) => inRound(state, { plan: planned(currentRound(state).plan, event) }),
  'complete-step': (state, event) => inRound(state, stepDone(currentRound(state).plan, event)),
  resolve: (state, { payload, at, actor }) => inRound(state, { result: { ...payload, at, by: actor.user } }),

  'log-contact': (state, { payload, actor }) => {
    const { method, at, content, reaction, substantive = false } = payload;
    return {
      ...state,
      contacts: [...state.contacts, { at, by: actor.user, method, content, reaction, substantive }],
    };
  },
  'contact-attempt': (state, { payload, actor }) => ({
    ...state,
    attempts: [...state.attempts, { ...payload, by: actor.user, stage: state.stage }],
  }),
  'add-evidence': (state, { payload, at, actor }) => ({
    ...state,
    evidence: [...state.evidence, { ...payload, at, by: actor.user }],
  }),
  extend: (state, { payload: { clock: name, ...granted }, at, actor }) => {
    const extended = clocksNamed(state.clocks, name);
    const extension = { ...granted, by: actor.user, at };
    return {
      ...state,
      clocks: state.clocks.map((clock) =>
        extended.includes(clock) ? { ...clock, extensions: [...clock.extensions, extension] } : clock,
      ),
    };
  },

  'customer-unsatisfied': (state, { payload, at }) => inRound(state, { dissatisfaction: { ...payload, at } }),
  reopen: (state, { payload, at }) => inRound(state, { dissatisfaction: { reason: payload.reason, at } }),
  intervene: (state, { payload, actor }) => (payload.takeOver ? { ...state, handler: actor.user } : state),
  'order-work': (state, { payload, at, actor }) => ({
    ...state,
    orders: [
      ...state.orders,
      { ...payload, id: `${state.number}-W${state.orders.length + 1}`, at, by: actor.user },
    ],
  }),
  claim: (state, { payload, at, actor }) => ({
    ...state,
    claims: [
      ...state.claims,
      {
        ...payload,
        claim: state.claims.length + 1,
        by: actor.user,
        at,
        rung: 0,
        deciders: [],
        decisions: [],
      },
    ],
  }),
  'decide-claim': (state, { payload, at, actor }) => {
    const open = openClaim(state);
    return {
      ...state,
      claims: state.claims.map((claim) =>
        claim === open
          ? { ...claim, decisions: [...claim.decisions, { ...payload, by: actor.user, at }] }
          : claim,
      ),
    };
  },

  'decide-suggestion': (state, { payload, at, actor }) => ({
    ...state,
    decision: { ...payload, by: actor.user, at },
  }),
  answer: (state, { payload, at, actor }) => ({
    ...state,
    answers: [...state.answers, { ...payload, by: actor.user, at }],
  }),
  callback: (state, { payload, actor }) => ({
    ...state,
    callbacks: [...state.callbacks, { ...payload, by: actor.user }],
  }),
  inspect: (state, { payload, at, actor }) => ({
    ...state,
    inspections: [...state.inspections, { ...payload, by: actor.user, at }],
  }),
  'keep-longer': (state, { payload, actor }) => ({
    ...state,
    keptLonger: { ...payload, by: actor.user },
  }),
  review: (state, { payload, at, actor }) => ({
    ...state,
    reviews: [...state.reviews, { ...payload, share: payload.share ?? false, at, by: actor.user }],
  }),

  note: unchanged,
  'promise-reply': unchanged,
  pause: unchanged,
  resume: unchanged,
  'customer-satisfied': unchanged,
  'customer-in-doubt': unchanged,
  'close-unsettled': unchanged,
  escalate: unchanged,
  withdraw: unchanged,
};

function inRound(state: Case, change: Partial<Round>): Case {
  const earlier = state.rounds.slice(0, -1);
  return { ...state, rounds: [...earlier, { ...currentRound(state), ...change }] };
}

/** The level picks who supervises: those whom the former level called in are released (iptv/4-level). */
function atLevel(state: Case, level: Level): Case {
  const others = state.supervision.filter(({ because }) => !because.startsWith('level-'));
  return { ...supervisedBy(state, others), level };
}

function flagged(state: Case, { payload, at, actor }: EventOf<'flag-difficult'>): Case {
  const { difficult, ...rest } = state;
  if (!('agree' in payload)) {
    return { ...state, difficult: { ...payload, proposedBy: actor.user, at } };
  }
  if (!difficult || !payload.agree) return rest;
  return { ...state, difficult: { ...difficult, agreed: { by: actor.user, at } } };
}

function assign(
  state: Case,
  department: string,
  handler: string | undefined,
  lead: string | undefined,
): Case {
  const { lead: _formerLead, handler: _formerHandler, ...rest } = state;
  const responsible = handler ?? lead;
  return {
    ...rest,
    department,
    ...(lead !== undefined && { lead }),
    ...(responsible !== undefined && { handler: responsible }),
  };
}

/** A revision keeps the steps that are done, under their numbers; the new ones are numbered on from them. */
function planned(former: Plan | undefined, { payload, at }: EventOf<'plan'>): Plan {
  const done = (former?.steps ?? []).filter((step) => step.doneAt !== undefined);
  const last = Math.max(0, ...done.map((step) => step.step));
  return {
    owner: payload.owner,
    expectedCompletion: payload.expectedCompletion,
    preliminary: payload.preliminary ?? false,
    madeAt: at,
    steps: [...done, ...payload.steps.map((step, index) => ({ ...step, step: last + index + 1 }))],
  };
}

function stepDone(plan: Plan | undefined, { payload, at }: EventOf<'complete-step'>): Partial<Round> {
  if (!plan) return {};
  return {
    plan: {
      ...plan,
      steps: plan.steps.map((step) =>
        step.step === payload.step ? { ...step, doneAt: at, result: payload.result } : step,
      ),
    },
  };
}
