import { parseDuration, wallLength } from '../calendar/duration';
import type { Limit } from '../calendar/limit';
import type { Holder } from '../clocks/clock';
import { CUSTOMER_SERVICE, PROCEDURE } from '../people/actor';
import { endClocks, rungTellings, startClock } from '../task/clocks';
import { isCommon, type ClockBody, type Stamp, type TaskEvent } from '../task/events';
import type { TaskRecipient, TaskRules, TaskTelling } from '../task/task';
import { admitToAction } from './admit';
import type { ActionBody, ActionCommand, ActionTerms, CorrectiveAction } from './corrective-action';

export type ActionEvent = TaskEvent<ActionBody>;
type OwnEvent = ActionBody & Stamp;

const KIND = 'corrective-action';
const SUPERVISOR: TaskRecipient = { role: 'supervisor', department: CUSTOMER_SERVICE };
const EXECUTIVE: TaskRecipient = { role: 'executive', department: CUSTOMER_SERVICE };
const VERIFIER: Holder = { role: 'supervisor', department: CUSTOMER_SERVICE };

/**
 * issued → accepted → planned → reported → watching, once it was found effective → closed. Found without effect, it is
 * planned again; a repeat while it is watched opens it from the beginning.
 */
export const actionRules: TaskRules<CorrectiveAction, ActionCommand, ActionBody> = {
  apply: (state, event) => {
    if (event.type === 'issued') return issued(event.payload);
    if (!state) throw new RangeError(`A corrective action does not begin with '${event.type}'.`);
    return after(state, event);
  },
  clocks,
  admit: admitToAction,
  tellings,
};

function issued(terms: ActionTerms): CorrectiveAction {
  return {
    ...terms,
    revision: 0,
    stage: 'issued',
    stageSince: terms.issuedAt,
    clocks: [],
    cycle: 1,
    checks: [],
    repeats: [],
  };
}

function after(state: CorrectiveAction, event: Exclude<OwnEvent, { type: 'issued' }>): CorrectiveAction {
  const { at } = event;
  const done = { by: event.actor.user, at };
  switch (event.type) {
    case 'accept':
      return { ...state, stage: 'accepted', stageSince: at };
    case 'plan':
      return { ...state, stage: 'planned', stageSince: at, plan: { ...event.payload, ...done } };
    case 'report':
      return { ...state, stage: 'reported', stageSince: at, report: { ...event.payload, ...done } };
    case 'verify': {
      const checks = [...state.checks, { ...event.payload, ...done }];
      return event.payload.effective === 'yes'
        ? { ...state, stage: 'watching', stageSince: at, checks, watch: watchFrom(at, state) }
        : { ...state, stage: 'accepted', stageSince: at, checks };
    }
    case 'repeat': {
      const { watch: _over, plan: _before, report: _too, ...rest } = state;
      const repeats = [...state.repeats, event.payload.number];
      return { ...rest, stage: 'issued', stageSince: at, cycle: state.cycle + 1, repeats };
    }
    case 'watch-ended': {
      const { watch: _over, ...rest } = state;
      return { ...rest, stage: 'closed', stageSince: at };
    }
  }
}

/** By the wall clock, as the pack has it. */
function watchFrom(since: string, { rules }: CorrectiveAction): NonNullable<CorrectiveAction['watch']> {
  const until = Date.parse(since) + wallLength(parseDuration(rules.repeatWithin));
  return { since, until: new Date(until).toISOString() };
}

function clocks(state: CorrectiveAction, event: OwnEvent): readonly ClockBody[] {
  const { rules } = state;
  const lead: Holder = { role: 'lead', department: state.department };
  const start = (rule: string, limit: Limit | { readonly given: string }, holder = lead): ClockBody =>
    startClock(KIND, rule, state.clocks, holder, event.at, limit);
  switch (event.type) {
    case 'issued':
    case 'repeat':
      return [start('accept', rules.accept), ...again(state, event.at).map((limit) => start('due', limit))];
    case 'accept':
      return [...endClocks(state.clocks, 'met', ['accept']), start('plan', rules.plan)];
    case 'plan':
      return [
        ...endClocks(state.clocks, 'met', ['plan']),
        ...endClocks(state.clocks, 'superseded', ['measures']),
        start('measures', { given: event.payload.due }),
      ];
    case 'report':
      return [...endClocks(state.clocks, 'met', ['measures', 'due']), start('check', rules.check, VERIFIER)];
    case 'verify':
      if (event.payload.effective === 'yes') return endClocks(state.clocks, 'met');
      return [
        ...endClocks(state.clocks, 'met', ['check']),
        start('plan', rules.plan),
        ...again(state, event.at).map((limit) => start('due', limit)),
      ];
    case 'watch-ended':
      return [];
  }
}

/** The time of the whole: a limit counts anew each time; a given time counts while it is still to come. */
function again({ due, revision }: CorrectiveAction, at: string): (Limit | { readonly given: string })[] {
  const isPast = revision > 1 && 'given' in due && Date.parse(due.given) <= Date.parse(at);
  return isPast ? [] : [due];
}

function tellings(state: CorrectiveAction, event: ActionEvent): readonly TaskTelling[] {
  if (isCommon(event)) return rungTellings(state.clocks, event, KIND, above);
  const lead: TaskRecipient = { role: 'lead', department: state.department };
  const tell = (name: string, ...to: TaskRecipient[]): TaskTelling[] => [
    { seq: event.seq, template: `${KIND}-${name}`, to },
  ];
  switch (event.type) {
    case 'issued':
      return tell('issued', lead);
    case 'report':
      return tell('report', issuerOf(state));
    case 'verify':
      return tell(event.payload.effective === 'yes' ? 'effective' : 'ineffective', lead);
    case 'repeat':
      return tell('repeat', lead, issuerOf(state));
    case 'accept':
    case 'plan':
    case 'watch-ended':
      return [];
  }
}

/** Above the lead is the supervisor; above the supervisor, who checks the effect, an executive. */
function above({ role }: Holder): TaskRecipient {
  return role === VERIFIER.role ? EXECUTIVE : SUPERVISOR;
}

/** One that the procedure issued by itself is checked by whoever supervises. */
function issuerOf({ issuedBy: { user } }: CorrectiveAction): TaskRecipient {
  return user === PROCEDURE.user ? SUPERVISOR : { user };
}
