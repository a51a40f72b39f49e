import type { Calendar } from '../calendar/calendar';
import type { CaseEvent, Completion } from '../case/events';
import { reckonTimes } from '../clocks/reckon-times';
import { CUSTOMER_SERVICE } from '../people/actor';

/** What only the world outside a case knows: when its clocks are due, and who had which role. */
export type World = (event: CaseEvent) => CaseEvent;

/** The calendar as it is passed in, and the people as the record names them. */
export function worldOf(recorded: readonly CaseEvent[], calendar: Calendar): World {
  const people = peopleIn(recorded);
  return (event) => {
    const person = event.completion?.person ?? people.get(roleIn(event) ?? '');
    const times = movesClock(event) ? reckonTimes(event.payload.reckoning, calendar) : undefined;
    if (person === undefined && times === undefined) return event;
    const completion: Completion = { ...(times && { times }), ...(person !== undefined && { person }) };
    return { ...event, completion };
  };
}

function movesClock(
  event: CaseEvent,
): event is Extract<CaseEvent, { readonly type: 'clock-started' | 'clock-retimed' }> {
  return event.type === 'clock-started' || event.type === 'clock-retimed';
}

/** Who had a role in a department when it was recorded last. */
function peopleIn(recorded: readonly CaseEvent[]): ReadonlyMap<string, string> {
  return new Map(
    recorded.flatMap((event) => {
      const role = roleIn(event);
      const person = event.completion?.person;
      return role === undefined || person === undefined ? [] : [[role, person] as const];
    }),
  );
}

/** The role, and its department, that somebody is looked up for. */
function roleIn(event: CaseEvent): string | undefined {
  switch (event.type) {
    case 'clock-started': {
      const { role, department, person } = event.payload.holder;
      return person === undefined ? `${role}@${department}` : undefined;
    }
    case 'assign':
      return `lead@${event.payload.department}`;
    case 'supervisor-named':
      return `${event.payload.role}@${CUSTOMER_SERVICE}`;
    default:
      return undefined;
  }
}
