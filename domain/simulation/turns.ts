import type { CaseEvent, EventType } from '../case/events';

/** What one command, or the procedure by itself, has brought about at one time. */
export interface Turn {
  readonly at: string;
  readonly events: readonly CaseEvent[];
}

/** What the rules of a pack make of a case: other rules make something else of it. */
const MADE_BY_RULES: ReadonlySet<EventType> = new Set<EventType>([
  'clock-started',
  'clock-ended',
  'clock-paused',
  'clock-retimed',
  'clock-warned',
  'clock-broken',
  'clock-overdue',
  'limits-met',
  'supervisor-named',
  'claim-at',
  'claim-decided',
  'corrective-action-issued',
  'responsibility-incident',
  'policy-moved',
  'refused',
  'refusals-counted',
]);

/** These come by themselves, not with what happened just before. */
const BY_ITSELF: ReadonlySet<EventType> = new Set<EventType>([
  'registered',
  'work-order-ended',
  'notice-given-up',
]);

/** What people did, and where the procedure led, turn by turn: the facts of a case, whatever the rules. */
export function factsOf(events: readonly CaseEvent[]): readonly Turn[] {
  const turns: { at: string; events: CaseEvent[] }[] = [];
  for (const event of events) {
    if (MADE_BY_RULES.has(event.type)) continue;
    const last = turns.at(-1);
    if (last && !beginsTurn(event, last.events.at(-1)?.at)) last.events.push(event);
    else turns.push({ at: event.at, events: [event] });
  }
  return turns;
}

/** The procedure assigns by itself only in the turn of a command or of the registration, a moment later. */
function beginsTurn({ at, type, commandId }: CaseEvent, before: string | undefined): boolean {
  return commandId !== undefined || BY_ITSELF.has(type) || (at !== before && type !== 'assign');
}
