import { isDeepStrictEqual } from 'node:util';
import { fold } from '../../../domain/case/apply';
import type { CaseEvent, EventType } from '../../../domain/case/events';
import { COMMANDS, TEMPLATES, type Life } from './life';
import type { CaseFile, Outcome } from './outcome';

// Each of these names every case that is not as it should be, and why; none is what should come out.

/** Complaints that were answered with 201 and are not in the records. */
export function lost({ lives, intakes, files }: Outcome): string[] {
  return lives.flatMap((life) => {
    const { number, account } = life;
    if (number === undefined) return [];
    const intake = intakes.find(({ _id }) => _id === number);
    if (!intake) return [`${number} was acknowledged to ${account}, and there is no intake of it.`];
    if (intake.intake.customer.account !== account)
      return [`${number} was acknowledged to ${account}, and its intake is another one's.`];
    const file = fileOf(files, number);
    if (!file?.document) return [`${number} was acknowledged to ${account}, and there is no case of it.`];
    return [];
  });
}

/** Numbers that stand for two complaints, and complaints that have two numbers. */
export function doubledNumbers({ lives, intakes }: Outcome): string[] {
  const byNumber = repeatsOf(lives.flatMap(({ number }) => number ?? []));
  const byAccount = repeatsOf(intakes.map(({ intake }) => intake.customer.account ?? 'nobody'));
  return [
    ...byNumber.map((number) => `${number} was given to more than one complaint.`),
    ...byAccount.map((account) => `${account} was filed once, and there is more than one intake of it.`),
  ];
}

/** Events that stand in a record twice, or that are not the life's. */
export function doubledEvents({ files }: Outcome): string[] {
  return files.flatMap(({ number, events }) =>
    [
      ...repeatsOf(events.map(({ seq }) => `seq ${seq}`)),
      ...repeatsOf(events.flatMap(({ commandId }) => commandId ?? [])),
      ...repeatsOf(events.map(onceOnly).filter((name) => name !== undefined)),
    ].map((what) => `${number} has ${what} more than once.`),
  );
}

/** Lives that have not come to their end, and records that don't tell a whole life. */
export function incomplete({ lives, files }: Outcome): string[] {
  return lives.flatMap((life) => {
    if (!life.isClosed || life.number === undefined) return [life.toString()];
    const file = fileOf(files, life.number);
    if (!file) return [`${life.toString()}, but there is no record of it.`];
    return gapsIn(life, file).map((gap) => `${life.toString()}, but ${gap}`);
  });
}

function gapsIn({ commandIds }: Life, { document, events }: CaseFile): string[] {
  const gaps: string[] = [];
  if (document?.stage !== 'closed') gaps.push(`its read model is in ${String(document?.stage)}.`);
  if (events.some(({ seq }, index) => seq !== index + 1)) gaps.push('its seqs have a gap.');
  for (const command of COMMANDS) {
    const ids = events.filter(({ type }) => type === command).map(({ commandId }) => commandId);
    if (!isDeepStrictEqual(ids, [commandIds[command]])) {
      gaps.push(`the record has ${ids.length} of ${command}, or under another id.`);
    }
  }
  const stages = events.flatMap((event) => (event.type === 'stage-entered' ? [event.payload.stage] : []));
  if (
    !isDeepStrictEqual(stages, ['assigning', 'accepting', 'planning', 'handling', 'confirming', 'closed'])
  ) {
    gaps.push(`it went through ${stages.join(', ')}.`);
  }
  const refused = events.flatMap((event) => (event.type === 'refused' ? [event.payload.command] : []));
  if (refused.length > 0) gaps.push(`it refused ${refused.join(', ')}.`);
  return gaps;
}

/** Cases of which events, read model and workflow don't say the same. */
export function disagreeing({ files, differences, rebuilt }: Outcome): string[] {
  return [
    ...files.flatMap(({ number, document, events, inWorkflow }) => {
      const folded = foldOf(events);
      const wrong: string[] = [];
      if (!isDeepStrictEqual(folded, document?.state)) wrong.push(`${number}: read model ≠ its events.`);
      if (!isDeepStrictEqual(inWorkflow, document?.state))
        wrong.push(`${number}: read model ≠ its workflow.`);
      return wrong;
    }),
    ...differences.map(({ kind, number }) => `${number}: ${kind}, says the reconciliation.`),
    ...rebuilt.different.map((number) => `${number}: made anew, the read model is another one.`),
  ];
}

/** Numbers without exactly one workflow that waits in its reopen window. */
export function workflowsAstray({ files, disturbances }: Outcome): string[] {
  const inevitable = [
    'UNHANDLED_COMMAND',
    'UNHANDLED_UPDATE',
    'FORCE_CLOSE_COMMAND',
    'RESET_STICKY_TASK_QUEUE',
  ];
  const failures = disturbances
    .flatMap(({ tasksFailed }) => tasksFailed)
    .filter((cause) => !inevitable.some((name) => cause.endsWith(name)));
  return [
    ...files.flatMap(({ number, runs }) => {
      // A run that was continued as new belongs to the same chain.
      const chain = runs.filter(({ status }) => status !== 'CONTINUED_AS_NEW');
      if (chain.length === 1 && chain[0]?.status === 'RUNNING') return [];
      return [`${number} has these runs: ${chain.map(({ status }) => status).join(', ') || 'none'}.`];
    }),
    ...failures.map((cause) => `A workflow task has failed: ${cause}.`),
  ];
}

/** Notices that were never mailed or never written, and mails that no record speaks of. */
export function noticesAstray({ files, mails }: Outcome): string[] {
  const written = files.flatMap(({ notices }) => notices);
  const known = new Set(written.map(({ _id }) => _id));
  return [
    ...written.flatMap(({ _id, number, template, status }) => {
      const wrong = [];
      if (status !== 'sent') wrong.push(`${number}: its notice “${template}” is ${status}.`);
      if (!mails.has(_id)) wrong.push(`${number}: its notice “${template}” was never mailed.`);
      return wrong;
    }),
    ...files.flatMap(({ number, notices }) =>
      TEMPLATES.filter((wanted) => !notices.some(({ template }) => template === wanted)).map(
        (wanted) => `${number}: there is no notice “${wanted}”.`,
      ),
    ),
    ...[...mails.keys()].filter((key) => !known.has(key)).map((key) => `A mail came under ${key}, unknown.`),
  ];
}

/** Mails beyond the first of each notice: the receiver can drop them by their key. */
export function repeatedMails({ mails }: Outcome): number {
  return [...mails.values()].reduce((sum, count) => sum + count - 1, 0);
}

/** What happens once in a life, and once for each clock. */
const ONCE: ReadonlySet<EventType> = new Set(['registered', 'assign', 'closed', ...COMMANDS]);

function onceOnly(event: CaseEvent): string | undefined {
  switch (event.type) {
    case 'clock-started':
    case 'clock-ended':
      return `${event.type} ${event.payload.id}`;
    case 'clock-warned':
    case 'clock-broken':
    case 'clock-overdue':
      return `${event.type} ${event.payload.id} ${event.payload.percent}`;
    case 'stage-entered':
      return `${event.type} ${event.payload.stage}`;
    case 'supervisor-named':
      return `${event.type} ${event.payload.role}`;
    default:
      return ONCE.has(event.type) ? event.type : undefined;
  }
}

function foldOf(events: readonly CaseEvent[]) {
  try {
    return fold(events);
  } catch {
    return undefined;
  }
}

function fileOf(files: readonly CaseFile[], number: string): CaseFile | undefined {
  return files.find((file) => file.number === number);
}

/** Those that come more than once, each once. */
function repeatsOf(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const repeats = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) repeats.add(value);
    seen.add(value);
  }
  return [...repeats];
}
