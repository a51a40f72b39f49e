import { z } from 'zod';

/** An event of a Temporal history, as its proto3 JSON has it, with what its payloads say in place of the payloads. */
export interface TemporalEvent {
  /** Counts from 1 within its run. */
  readonly id: number;
  /** Without the prefix: `ACTIVITY_TASK_SCHEDULED`. */
  readonly type: string;
  readonly at: string;
  readonly details: unknown;
}

const eventForm = z.looseObject({ eventId: z.string(), eventType: z.string(), eventTime: z.string() });
const historyForm = z.looseObject({ events: z.array(eventForm) });

const PREFIX = 'EVENT_TYPE_';
const ATTRIBUTES = 'EventAttributes';

/** The events of a decrypted history in their order; none if it is not of the form that Temporal gives. */
export function eventsIn(history: unknown): TemporalEvent[] {
  const read = historyForm.safeParse(history);
  if (!read.success) return [];
  return read.data.events.map((event) => {
    const attributes = Object.entries(event).find(([name]) => name.endsWith(ATTRIBUTES))?.[1];
    return {
      id: Number(event.eventId),
      type: event.eventType.replace(PREFIX, ''),
      at: event.eventTime,
      details: legible(attributes ?? {}),
    };
  });
}

/** The same with each payload replaced by the value that it holds. */
function legible(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(legible);
  if (typeof value !== 'object' || value === null) return value;
  if (isPayload(value)) return contentOf(value.data);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, legible(inner)]),
  );
}

function isPayload(value: object): value is { readonly metadata: unknown; readonly data: string } {
  return 'metadata' in value && 'data' in value && typeof value.data === 'string';
}

function contentOf(data: string): unknown {
  const text = Buffer.from(data, 'base64').toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
