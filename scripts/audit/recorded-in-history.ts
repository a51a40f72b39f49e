import type { temporal } from '@temporalio/proto';
import { z } from 'zod';
import { isRefusedValue } from '../../platform/codec';

type History = temporal.api.history.v1.IHistory;
type Payloads = temporal.api.common.v1.IPayloads | null | undefined;

/** Activities that put events on the record. */
const RECORDING: ReadonlySet<string> = new Set(['record', 'recordWorkOrder', 'recordCorrectiveAction']);

/** An event as a workflow gave it to be recorded, with what recording it added. */
export type HistoryEvent = Readonly<Record<string, unknown>> & { readonly seq: number };

const eventForm = z.looseObject({ seq: z.int() });
const inputForm = z.object({ events: z.array(eventForm) });
const resultForm = z.record(z.string(), z.unknown());

/** The texts of a history can't be read any more: the key of the case was destroyed. */
export class ErasedHistoryError extends Error {
  override readonly name = 'ErasedHistoryError';
}

/**
 * The events that a history says were recorded, in their order.
 *
 * @param history decrypted
 * @throws {ErasedHistoryError} if it can't be read any more
 */
export function recordedInHistory({ events }: History): readonly HistoryEvent[] {
  const results = new Map<string, Payloads>();
  for (const { activityTaskCompletedEventAttributes: done } of events ?? []) {
    if (done) results.set(String(done.scheduledEventId), done.result);
  }
  const recorded: HistoryEvent[] = [];
  for (const { eventId, activityTaskScheduledEventAttributes: scheduled } of events ?? []) {
    if (!scheduled || !RECORDING.has(scheduled.activityType?.name ?? '')) continue;
    const id = String(eventId);
    // What never completed may have been recorded or not: the next run, or nobody, knows.
    if (!results.has(id)) continue;
    recorded.push(...completed(valueOf(scheduled.input), valueOf(results.get(id))));
  }
  return recorded;
}

function completed(input: unknown, result: unknown): HistoryEvent[] {
  if (isRefusedValue(input)) throw new ErasedHistoryError('The history can not be read any more.');
  const completions = resultForm.parse(result ?? {});
  return inputForm.parse(input).events.map((event) => {
    const completion = completions[String(event.seq)];
    return { ...event, ...(completion !== undefined && { completion }) };
  });
}

function valueOf(payloads: Payloads): unknown {
  const data = payloads?.payloads?.[0]?.data;
  return data && data.length > 0 ? JSON.parse(Buffer.from(data).toString('utf8')) : undefined;
}
