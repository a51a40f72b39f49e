import { currentRound, type Case } from './case';
import { SUBTYPES_OF } from './classification';
import type { Command } from './commands';
import { invalid, type Refusal } from './refusal';

/** How far another machine's clock may be ahead of ours. */
const CLOCK_SKEW = 60_000;

/**
 * What a JSON Schema can't say about a payload: it depends on the case and on the time.
 *
 * @param now epoch milliseconds
 */
export function payloadProblems(command: Command, state: Case, now: number): Refusal | undefined {
  return happenedProblem('at', command.happenedAt, state, now) ?? problemOf(command, state, now);
}

function problemOf(command: Command, state: Case, now: number): Refusal | undefined {
  switch (command.type) {
    case 'classify':
      return subtypeProblem(command.payload);
    case 'plan':
      return planProblem(command.payload, state);
    case 'complete-step':
      return stepProblem(command.payload.step, state);
    case 'log-contact':
      return (
        happenedProblem('at', command.payload.at, state, now) ??
        futureProblem('promisedNextAt', command.payload.promisedNextAt, now)
      );
    case 'contact-attempt':
      return happenedProblem('at', command.payload.at, state, now);
    case 'promise-reply':
      return futureProblem('by', command.payload.by, now);
    case 'customer-in-doubt':
      return futureProblem('nextContactAt', command.payload.nextContactAt, now);
    case 'extend':
      return happenedProblem('agreedAt', command.payload.agreedAt, state, now);
    case 'resolve':
      return happenedProblem('apology.at', command.payload.apology?.at, state, now);
    case 'callback':
    case 'reply-to-body':
      return happenedProblem('at', command.payload.at, state, now);
    case 'set-transfer':
      return futureProblem('limit', command.payload.limit, now);
    case 'order-work':
      return futureProblem('due', command.payload.due, now);
    case 'inspect':
      return futureProblem('correctBy', command.payload.correctBy, now);
    case 'keep-longer':
      return futureProblem('until', command.payload.until, now);
    case 'flag-difficult':
      return 'agree' in command.payload
        ? undefined
        : futureProblem('followUpAt', command.payload.followUpAt, now);
    case 'withdraw':
      return happenedProblem('statement.at', command.payload.statement.at, state, now);
    default:
      return undefined;
  }
}

/** Neither in the future nor before receipt. */
function happenedProblem(
  field: string,
  at: string | undefined,
  state: Case,
  now: number,
): Refusal | undefined {
  if (at === undefined) return undefined;
  if (Date.parse(at) > now + CLOCK_SKEW)
    return invalid(field, 'Must not lie in the future: write when it happened.');
  if (Date.parse(at) < Date.parse(state.intake.receivedAt)) {
    return invalid(field, `Must not lie before ${state.intake.receivedAt}, when the complaint was received.`);
  }
  return undefined;
}

function futureProblem(field: string, at: string | undefined, now: number): Refusal | undefined {
  if (at === undefined || Date.parse(at) > now) return undefined;
  return invalid(field, 'Must lie in the future: write by when.');
}

function subtypeProblem({
  contentType,
  subtype,
}: Extract<Command, { type: 'classify' }>['payload']): Refusal | undefined {
  const possible = SUBTYPES_OF[contentType];
  return possible.includes(subtype)
    ? undefined
    : invalid('subtype', `Does not belong to ${contentType}: choose one of ${possible.join(', ')}.`);
}

function planProblem(
  { steps, expectedCompletion }: Extract<Command, { type: 'plan' }>['payload'],
  state: Case,
): Refusal | undefined {
  const received = Date.parse(state.intake.receivedAt);
  const early = steps.findIndex((step) => Date.parse(step.due) < received);
  if (early >= 0)
    return invalid(`steps[${early}].due`, 'Lies before the complaint was received: check the year.');
  if (Date.parse(expectedCompletion) < received) {
    return invalid('expectedCompletion', 'Lies before the complaint was received: check the year.');
  }
  return undefined;
}

function stepProblem(number: number, state: Case): Refusal | undefined {
  const steps = currentRound(state).plan?.steps ?? [];
  const step = steps.find((candidate) => candidate.step === number);
  if (!step)
    return invalid(
      'step',
      `The plan has no step ${number}: it has ${steps.map((s) => s.step).join(', ') || 'none'}.`,
    );
  return step.doneAt === undefined ? undefined : invalid('step', `Step ${number} is done already.`);
}
