import { z } from 'zod';
import type { TemporalEvent } from './temporal-event';

/** An event of one run of a case's workflow. */
export interface EventRef {
  readonly runId: string;
  readonly id: number;
}

/** Where in Temporal's histories the events of a case come from. */
export interface Origins {
  /** What brought it about: the command's update or signal, the timer that fired, the start of the run. */
  causesOf(seq: number): readonly EventRef[];
  /** The `record` activity that wrote it down. */
  recordsOf(seq: number): readonly EventRef[];
}

export interface TracedRun {
  readonly runId: string;
  readonly events: readonly TemporalEvent[];
}

/** Traces every event of a case to the events of its histories, which must be decrypted. */
export function originsIn(runs: readonly TracedRun[]): Origins {
  const transitions = new Map<number, Transition>();
  const byCommand = new Map<string, EventRef[]>();
  for (const run of runs) {
    traceRecords(run, transitions);
    traceCommands(run, byCommand);
  }
  return {
    causesOf: (seq) => {
      const { commandIds = [], woken = [] } = transitions.get(seq) ?? {};
      const commands = commandIds.flatMap((id) => byCommand.get(id) ?? []);
      return commands.length > 0 ? commands : woken;
    },
    recordsOf: (seq) => transitions.get(seq)?.records ?? [],
  };
}

/** Events that were written down together. */
interface Transition {
  readonly records: readonly EventRef[];
  readonly commandIds: readonly string[];
  /** What had woken the case before. */
  readonly woken: readonly EventRef[];
}

const RECORD = 'record';

const scheduledForm = z.looseObject({
  activityType: z.looseObject({ name: z.literal(RECORD) }),
  input: z.looseObject({
    payloads: z.tuple([
      z.looseObject({
        events: z.array(z.looseObject({ seq: z.number(), commandId: z.string().optional() })),
      }),
    ]),
  }),
});
const ofActivity = z.looseObject({ scheduledEventId: z.string() });

/** What wakes a case besides a command. */
const WAKING: ReadonlySet<string> = new Set(['TIMER_FIRED', 'WORKFLOW_EXECUTION_SIGNALED']);

/** Of each event, by its seq, the transition with which it was written down. */
function traceRecords({ runId, events }: TracedRun, transitions: Map<number, Transition>): void {
  const bySchedule = new Map<string, EventRef[]>();
  let woken: EventRef[] = [];
  for (const { id, type, details } of events) {
    const ref = { runId, id };
    if (type === 'WORKFLOW_EXECUTION_STARTED') woken = [ref];
    if (WAKING.has(type)) woken.push(ref);
    const activity = ofActivity.safeParse(details);
    if (activity.success) bySchedule.get(activity.data.scheduledEventId)?.push(ref);
    if (type !== 'ACTIVITY_TASK_SCHEDULED') continue;
    const scheduled = scheduledForm.safeParse(details);
    if (!scheduled.success) continue;
    const records = [ref];
    bySchedule.set(String(id), records);
    const written = scheduled.data.input.payloads[0].events;
    const commandIds = written.flatMap(({ commandId }) => commandId ?? []);
    for (const { seq } of written) transitions.set(seq, { records, commandIds, woken });
    woken = [];
  }
}

const acceptedForm = z.looseObject({
  acceptedRequest: z.looseObject({
    meta: z.looseObject({ updateId: z.string() }),
    input: z.looseObject({ args: z.looseObject({ payloads: z.tuple([z.unknown()]) }) }),
  }),
});
const completedForm = z.looseObject({ meta: z.looseObject({ updateId: z.string() }) });
const signaledForm = z.looseObject({ input: z.looseObject({ payloads: z.tuple([z.unknown()]) }) });
const envelopeForm = z.looseObject({ commandId: z.string() });

/** By which update or signal each command came. */
function traceCommands({ runId, events }: TracedRun, byCommand: Map<string, EventRef[]>): void {
  const byUpdate = new Map<string, EventRef[]>();
  for (const { id, type, details } of events) {
    const ref = { runId, id };
    if (type === 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED') {
      const accepted = acceptedForm.safeParse(details);
      if (!accepted.success) continue;
      const { meta, input } = accepted.data.acceptedRequest;
      byUpdate.set(meta.updateId, cameBy(input.args.payloads[0], ref));
    } else if (type === 'WORKFLOW_EXECUTION_UPDATE_COMPLETED') {
      const completed = completedForm.safeParse(details);
      if (completed.success) byUpdate.get(completed.data.meta.updateId)?.push(ref);
    } else if (type === 'WORKFLOW_EXECUTION_SIGNALED') {
      const signaled = signaledForm.safeParse(details);
      if (signaled.success) cameBy(signaled.data.input.payloads[0], ref);
    }
  }

  /** The list of the command that this envelope brought; a repeat joins the first. */
  function cameBy(envelope: unknown, ref: EventRef): EventRef[] {
    const read = envelopeForm.safeParse(envelope);
    if (!read.success) return [ref];
    const refs = byCommand.get(read.data.commandId) ?? [];
    refs.push(ref);
    byCommand.set(read.data.commandId, refs);
    return refs;
  }
}
