import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { CaseEvent, Completion } from '../../domain/case/events';
import type { Policy } from '../../domain/policy/policy';

const HISTORIES = path.join(__dirname, '..', 'replay', 'histories');

/** A case as workflows have recorded it, and the rules that it ran under. */
export interface RecordedCase {
  readonly name: string;
  readonly policy: Policy;
  readonly events: readonly CaseEvent[];
}

interface Payloads {
  readonly payloads?: readonly { readonly data: string }[];
}

interface HistoryEvent {
  readonly eventId: string;
  readonly workflowExecutionStartedEventAttributes?: {
    readonly workflowType: { readonly name: string };
    readonly input: Payloads;
  };
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType: { readonly name: string };
    readonly input: Payloads;
  };
  readonly activityTaskCompletedEventAttributes?: {
    readonly scheduledEventId: string;
    readonly result?: Payloads;
  };
}

// Our own recordings have the shape that they were written in.
const historySchema = z.object({ events: z.array(z.custom<HistoryEvent>()) });
const inputSchema = z.object({ policy: z.custom<Policy>() });
const sentSchema = z.object({ events: z.array(z.custom<CaseEvent>()) });
const answerSchema = z.record(z.string(), z.custom<Completion>());

/** Other workflows, such as work orders, have a record of their own. */
const CASE_WORKFLOWS = ['complaint', 'consultation', 'suggestion'];

/** The cases of the recorded histories: their `record` activities, with what these answered. */
export function recordedCases(): readonly RecordedCase[] {
  return readdirSync(HISTORIES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { events } = historySchema.parse(JSON.parse(readFileSync(path.join(HISTORIES, file), 'utf8')));
      return { name: path.basename(file, '.json'), events };
    })
    .filter(({ events }) => CASE_WORKFLOWS.includes(workflowOf(events)))
    .map(({ name, events }) => ({ name, ...caseIn(events) }));
}

function workflowOf(history: readonly HistoryEvent[]): string {
  return history[0]?.workflowExecutionStartedEventAttributes?.workflowType.name ?? '';
}

function caseIn(history: readonly HistoryEvent[]): Omit<RecordedCase, 'name'> {
  const input = inputSchema.parse(decoded(history[0]?.workflowExecutionStartedEventAttributes?.input));
  const events = history.flatMap((scheduled) => {
    const task = scheduled.activityTaskScheduledEventAttributes;
    if (task?.activityType.name !== 'record') return [];
    const answer = history.find(
      (one) => one.activityTaskCompletedEventAttributes?.scheduledEventId === scheduled.eventId,
    );
    const sent = sentSchema.parse(decoded(task.input));
    const completions = answerSchema.parse(decoded(answer?.activityTaskCompletedEventAttributes?.result));
    return sent.events.map((event): CaseEvent => {
      const completion = completions[event.seq];
      return completion ? { ...event, completion } : event;
    });
  });
  return { policy: input.policy, events };
}

function decoded(from: Payloads | undefined): unknown {
  return JSON.parse(Buffer.from(from?.payloads?.[0]?.data ?? '', 'base64').toString('utf8'));
}
