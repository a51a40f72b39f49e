import { currentHolder } from './holder';
import type { Case } from '../case/case';
import type { CaseEvent, EventOf } from '../case/events';
import { isRunning, type Clock } from './clock';

type ClockEventType =
  | 'clock-started'
  | 'clock-ended'
  | 'clock-paused'
  | 'clock-retimed'
  | 'clock-warned'
  | 'clock-broken'
  | 'clock-overdue';

const CLOCK_EVENTS: readonly string[] = [
  'clock-started',
  'clock-ended',
  'clock-paused',
  'clock-retimed',
  'clock-warned',
  'clock-broken',
  'clock-overdue',
] satisfies ClockEventType[];

export function isClockEvent(event: CaseEvent): event is EventOf<ClockEventType> {
  return CLOCK_EVENTS.includes(event.type);
}

/** The case after one of its clocks started, ended, moved, or fired a rung. */
export function applyClockEvent(state: Case, event: EventOf<ClockEventType>): Case {
  if (event.type === 'clock-started') return { ...state, clocks: [...state.clocks, started(state, event)] };
  return {
    ...state,
    clocks: state.clocks.map((clock) => (clock.id === event.payload.id ? changed(clock, event) : clock)),
    met:
      event.type === 'clock-ended' && event.payload.ended === 'met'
        ? withMet(state, event.payload.id)
        : state.met,
  };
}

/** Clocks that span stages pass to whoever holds the case from now on. */
export function handClocksOver(state: Case): Case {
  return {
    ...state,
    clocks: state.clocks.map((clock) =>
      isRunning(clock) ? { ...clock, holder: currentHolder(clock.holder, state) } : clock,
    ),
  };
}

function started(state: Case, event: EventOf<'clock-started'>): Clock {
  const { id, rule, clause, holder, step, reckoning, resumed } = event.payload;
  // Who owns a case that a pack gives to a specialist is known only once it is recorded.
  const found = event.completion?.person;
  const person = holder.role === 'owner' ? (state.owner ?? found) : found;
  return {
    id,
    rule,
    clause,
    startedAt: reckoning.startedAt,
    limit: reckoning.limit,
    holder: person === undefined ? holder : { ...holder, person },
    round: event.round,
    ...(step !== undefined && { step }),
    pauses: reckoning.pauses,
    extensions: resumed?.extensions ?? [],
    ...(event.completion?.times && { times: event.completion.times }),
    fired: resumed?.fired ?? [],
  };
}

function changed(clock: Clock, event: EventOf<Exclude<ClockEventType, 'clock-started'>>): Clock {
  switch (event.type) {
    case 'clock-ended':
      return { ...withoutOpenPause(clock, event.at), endedAt: event.at, ended: event.payload.ended };
    case 'clock-paused': {
      const { times: _standsStill, ...rest } = clock;
      return { ...rest, pauses: [...clock.pauses, { from: event.at }] };
    }
    case 'clock-retimed':
      return {
        ...clock,
        limit: event.payload.reckoning.limit,
        pauses: event.payload.reckoning.pauses,
        ...(event.completion?.times && { times: event.completion.times }),
      };
    case 'clock-warned':
    case 'clock-broken':
    case 'clock-overdue':
      return { ...clock, fired: [...clock.fired, event.payload.percent] };
  }
}

function withoutOpenPause(clock: Clock, at: string): Clock {
  return {
    ...clock,
    pauses: clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause)),
  };
}

function withMet(state: Case, id: string): readonly string[] {
  const rule = state.clocks.find((clock) => clock.id === id)?.rule;
  return rule === undefined || state.met.includes(rule) ? state.met : [...state.met, rule];
}
