import type { Calendar } from '../../domain/calendar/calendar';
import type { CaseEvent, Completion } from '../../domain/case/events';
import type { ClockTimes } from '../../domain/clocks/clock';
import { reckonTimes } from '../../domain/clocks/reckon-times';
import { CUSTOMER_SERVICE } from '../../domain/people/actor';
import type { HolderRole } from '../../domain/policy/policy';

/** A version of the company's calendar. */
export type VersionedCalendar = Calendar & { readonly version: number };

/** What only the world outside the workflow knows. */
export interface Knowledge {
  /** The company's calendar as it is now. */
  calendar(): Promise<VersionedCalendar>;
  readonly directory: {
    /** The user id of whoever has the role in the department; undefined while nobody has. */
    personFor(role: HolderRole | 'specialist', department: string): Promise<string | undefined>;
  };
}

/**
 * The events with what the workflow can't know: when their clocks are due, and who has a role.
 *
 * @throws CalendarError if the calendar can't say when a clock is due
 */
export async function completeEvents(
  events: readonly CaseEvent[],
  knowledge: Knowledge,
): Promise<readonly CaseEvent[]> {
  const calendar = events.some(movesClock) ? await knowledge.calendar() : undefined;
  return Promise.all(events.map(completed));

  async function completed(event: CaseEvent): Promise<CaseEvent> {
    const person = await personOf(event, knowledge);
    const times = calendar && movesClock(event) ? timesOf(event, calendar) : undefined;
    if (person === undefined && times === undefined) return event;
    const completion: Completion = { ...(times && { times }), ...(person !== undefined && { person }) };
    return { ...event, completion };
  }
}

type ClockMoving = Extract<CaseEvent, { readonly type: 'clock-started' | 'clock-retimed' }>;

function movesClock(event: CaseEvent): event is ClockMoving {
  return event.type === 'clock-started' || event.type === 'clock-retimed';
}

/** Times that the event was given hold while no newer calendar has come after the one they were reckoned by. */
function timesOf({ payload }: ClockMoving, calendar: VersionedCalendar): ClockTimes | undefined {
  const given = 'given' in payload ? payload.given : undefined;
  if (given?.calendar === calendar.version) return given.times;
  return reckonTimes(payload.reckoning, calendar);
}

function personOf(event: CaseEvent, { directory }: Knowledge): Promise<string | undefined> {
  switch (event.type) {
    case 'clock-started': {
      const { role, department, person } = event.payload.holder;
      return person === undefined ? directory.personFor(role, department) : Promise.resolve(undefined);
    }
    case 'registered':
      return event.payload.ownedBy
        ? directory.personFor(event.payload.ownedBy, CUSTOMER_SERVICE)
        : Promise.resolve(undefined);
    case 'assign':
      return directory.personFor('lead', event.payload.department);
    case 'supervisor-named':
      return directory.personFor(event.payload.role, CUSTOMER_SERVICE);
    default:
      return Promise.resolve(undefined);
  }
}
