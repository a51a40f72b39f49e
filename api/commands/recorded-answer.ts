import type { CaseEvent, EventType } from '../../domain/case/events';
import type { Refusal } from '../../domain/case/refusal';
import type { Stage } from '../../domain/case/stage';
import type { Verdict } from '../../workflows/messages';

/** What the record says of a command: the same answer that its sender got, or would have got. */
export type RecordedAnswer = { readonly verdict: Verdict } | { readonly refusal: Refusal };

/** The most events of one case that are read at once; a life has about a hundred. */
export const WHOLE_CASE = 100_000;

/** Events that begin a turn of their own, even at the very time of the command before. */
const OWN_TURN: ReadonlySet<EventType> = new Set([
  'refused',
  'refusals-counted',
  'notice-given-up',
  'clock-warned',
  'clock-broken',
  'clock-overdue',
]);

/**
 * The answer to the command that has made one of the events of a case.
 *
 * @param events all events of the case, in their order
 */
export function recordedAnswer(
  number: string,
  events: readonly CaseEvent[],
  made: CaseEvent,
): RecordedAnswer {
  const last = made.type === 'refused' ? made.seq : endOfTurn(events, made);
  const stage = stageAt(events, last);
  if (made.type !== 'refused') return { verdict: { number, revision: last, stage } };
  const { code, message } = made.payload;
  return { refusal: { code, message, stage } };
}

/** A command is answered when everything is recorded that it has led to. */
function endOfTurn(events: readonly CaseEvent[], made: CaseEvent): number {
  let last = made.seq;
  for (const event of events) {
    if (event.seq <= made.seq) continue;
    if (event.commandId !== undefined || event.at !== made.at || OWN_TURN.has(event.type)) break;
    last = event.seq;
  }
  return last;
}

function stageAt(events: readonly CaseEvent[], seq: number): Stage {
  let stage: Stage = 'registered';
  for (const event of events) {
    if (event.seq > seq) break;
    if (event.type === 'stage-entered') stage = event.payload.stage;
  }
  return stage;
}
