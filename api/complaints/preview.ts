import { firstHolder, openingOf } from '../../domain/case/opening';
import { tagOf } from '../../domain/case/classification';
import type { Intake } from '../../domain/case/intake';
import { recordProblems } from '../../domain/case/record-quality';
import type { FieldError } from '../../domain/case/refusal';
import { suggestedClass } from '../../domain/case/suggested-class';
import type { Calendar } from '../../domain/calendar/calendar';
import { isRunning, type Clock, type Holder } from '../../domain/clocks/clock';
import { reckoningOf } from '../../domain/clocks/reckoning';
import { reckonTimes } from '../../domain/clocks/reckon-times';
import { findPersonalNumbers } from '../../domain/guard/personal-numbers';
import type { Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import type { Directory } from '../../models/people';
import { problemsOf } from '../http/fields';
import { filingSchema, classErrors, timeErrors } from './submit';
import type { Draft, Preview } from './preview-schema';

/** Stands for what is not written yet. */
const UNWRITTEN = '-';

/** What a draft would become, at this moment. */
export function intakeOfDraft({ policy: _policy, ...draft }: Draft, now: string): Intake {
  return {
    ...draft,
    channel: draft.channel ?? UNWRITTEN,
    receivedAt: draft.receivedAt ?? now,
    customer: { ...draft.customer, name: draft.customer?.name ?? UNWRITTEN },
    matter: draft.matter ?? UNWRITTEN,
  };
}

/** Why the draft can't be filed yet: what is missing, of a wrong form, too vague, or judging. */
export function problemsOfDraft(draft: Draft, policy: Policy, intake: Intake, now: number): FieldError[] {
  const formal = problemsOf(filingSchema, draft);
  const asked = recordProblems(policy.record, intake).filter(
    ({ field }) => field !== 'matter' || draft.matter !== undefined,
  );
  const all = [...formal, ...classErrors(draft), ...timeErrors(draft, now), ...asked];
  return all.filter(({ field }, index) => all.findIndex((other) => other.field === field) === index);
}

/** Where numbers stand that are never kept. */
export function personalNumbersIn(draft: Draft, patterns: readonly string[]): Preview['personalNumbers'] {
  return textsOf(draft).flatMap(({ field, text }) =>
    findPersonalNumbers(text, patterns).map(({ kind, from, to }) => ({ field, kind, from, to })),
  );
}

function textsOf(value: unknown, field = ''): { readonly field: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => textsOf(one, `${field}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    textsOf(one, field === '' ? key : `${field}.${key}`),
  );
}

/** What the procedure makes of an intake. */
export interface Opening extends Pick<Preview, 'stage' | 'route' | 'tag' | 'suggestion'> {
  readonly clocks: readonly { readonly clock: Clock; readonly dueAt: string }[];
}

/** @throws CalendarError if the calendar can't say when a clock is due */
export function openingView(
  policy: Policy,
  intake: Intake,
  actor: Actor,
  calendar: Calendar,
  now: string,
): Opening {
  const opened = openingOf(policy, intake, actor, now);
  const suggestion = suggestedClass(intake.matter);
  const clocks = opened.clocks.filter(isRunning).flatMap((clock) => {
    const dueAt = reckonTimes(reckoningOf(policy, clock), calendar)?.dueAt;
    return dueAt === undefined ? [] : [{ clock, dueAt }];
  });
  return {
    stage: opened.stage,
    route: opened.department === undefined ? null : firstHolder(opened),
    tag: tagOf(intake) ?? null,
    suggestion: suggestion
      ? { contentType: suggestion.contentType, urgency: suggestion.urgency ?? null }
      : null,
    clocks: clocks.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt)),
  };
}

/** A clock as the preview shows it: its holder is looked up as it would be when the case is recorded. */
export async function clockPreview(
  { clock, dueAt }: Opening['clocks'][number],
  policy: Policy,
  directory: Pick<Directory, 'personFor'>,
): Promise<Preview['clocks'][number]> {
  const rule = policy.clocks.find(({ id }) => id === clock.rule);
  return {
    clause: clock.clause,
    title: rule ? { ...rule.title } : { zh: clock.clause, en: clock.clause },
    dueAt,
    holder: await withPerson(clock.holder, directory),
  };
}

async function withPerson(holder: Holder, directory: Pick<Directory, 'personFor'>): Promise<Holder> {
  if (holder.person !== undefined) return holder;
  const person = await directory.personFor(holder.role, holder.department);
  return person === undefined ? holder : { ...holder, person };
}
