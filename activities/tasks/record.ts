import type { Calendar } from '../../domain/calendar/calendar';
import type { Completion } from '../../domain/case/events';
import { reckonTimes } from '../../domain/clocks/reckon-times';
import type { HolderRole } from '../../domain/policy/policy';
import { isClockStart, type Body, type ClockStarted, type TaskEvent } from '../../domain/task/events';
import type { RecordResult, TaskRecordInput } from '../contract';
import { recordFailure } from '../record';

/** What only the world outside a task's workflow knows. */
export interface TaskKnowledge {
  calendar(): Promise<Calendar>;
  readonly directory: { personFor(role: HolderRole, department: string): Promise<string | undefined> };
}

/** Appends the events of one kind of task; returns them as they were recorded first. */
export type AppendEvents<B extends Body> = (
  id: string,
  events: readonly TaskEvent<B>[],
) => Promise<readonly TaskEvent<B>[]>;

/** Makes the `record` activity of one kind of task. What it returns is what is stored, also of a repeat. */
export function createTaskRecord<B extends Body>(
  knowledge: TaskKnowledge,
  append: AppendEvents<B>,
): (input: TaskRecordInput<TaskEvent<B>>) => Promise<RecordResult> {
  return async ({ id, events }) => {
    const calendar = events.some(isClockStart) ? await knowledge.calendar() : undefined;
    const complete = await Promise.all(
      events.map(async (event) =>
        calendar && isClockStart(event)
          ? { ...event, completion: await completionOf(event, calendar, knowledge) }
          : event,
      ),
    );
    try {
      return completionsOf(await append(id, complete));
    } catch (error) {
      throw recordFailure(error);
    }
  };
}

async function completionOf(
  { payload: { holder, reckoning } }: ClockStarted,
  calendar: Calendar,
  { directory }: TaskKnowledge,
): Promise<Completion> {
  const person = holder.person ?? (await directory.personFor(holder.role, holder.department));
  const times = reckonTimes(reckoning, calendar);
  return { ...(times && { times }), ...(person !== undefined && { person }) };
}

function completionsOf(
  events: readonly { readonly seq: number; readonly completion?: Completion }[],
): RecordResult {
  return Object.fromEntries(
    events.flatMap(({ seq, completion }) => (completion ? [[seq, completion] as const] : [])),
  );
}
