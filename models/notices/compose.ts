import { DateTime } from 'luxon';
import type { Case } from '../../domain/case/case';
import type { CaseEvent } from '../../domain/case/events';
import { earliestDue, isPaused, isRunning } from '../../domain/clocks/clock';
import { timeForCustomer } from '../../domain/notices/promised';
import type { Next } from '../../domain/people/standing-in';
import type { Policy, Text } from '../../domain/policy/policy';
import { kindWords, text, type Audience, type Language } from './texts';

/** Somebody who was passed over on the way to the recipient. */
export interface Absent {
  readonly name: string;
  /** ISO 8601. */
  readonly awayUntil: string;
  readonly next: Next;
}

/** All that a notice speaks of. */
export interface Subject {
  readonly template: string;
  /** The event it is about. */
  readonly event: CaseEvent;
  /** The case when the notice was called for. */
  readonly state: Case;
  readonly policy: Policy;
  /** The title of the department that holds the case. */
  readonly department: Text | undefined;
  /** How the recipient is called. */
  readonly name: string;
  /** In whose place they are told, and who else would have been before them; empty if they were meant themselves. */
  readonly inPlaceOf: readonly Absent[];
  /** Where staff open the case. */
  readonly link: string;
  /** Where the customer follows it; absent: they ask customer service. */
  readonly customerLink?: string;
  /** Of a customer: an answer to the mail finds its way to the case. */
  readonly answerable?: true;
  /** IANA zone in which times are written, and which is named with each. */
  readonly zone: string;
}

export interface Words {
  readonly subject: string;
  readonly text: string;
}

/** What is sent, in both languages at once, and what it says in each. */
export interface Letter extends Words {
  readonly each: Readonly<Record<Language, Words>>;
}

const BETWEEN_LANGUAGES = '\n\n――――――――――\n\n';

/**
 * The mail in Chinese, then in English. Staff are sent to the record for what people wrote there: a mail is kept by
 * servers that Redress does not govern, so it holds neither the matter nor any note.
 *
 * @throws RangeError if the message files have no text for the template and the audience
 */
export function compose(audience: Audience, about: Subject): Letter {
  return bilingual((language) => inLanguage(language, audience, about));
}

/** A letter in Chinese, then in English. */
export function bilingual(write: (language: Language) => Words): Letter {
  const [zh, en] = [write('zh'), write('en')];
  return {
    subject: `${zh.subject} / ${en.subject}`,
    text: `${zh.text}${BETWEEN_LANGUAGES}${en.text}`,
    each: { zh, en },
  };
}

function inLanguage(language: Language, audience: Audience, about: Subject): Words {
  const values = audience === 'customer' ? customerValues(language, about) : staffValues(language, about);
  const part = (name: string) => text(language, `${about.template}.${audience}.${name}`, values);
  return {
    subject: part('subject'),
    text: text(language, `${audience}.layout`, { ...values, body: part('body') }),
  };
}

function customerValues(language: Language, about: Subject): Record<string, string> {
  const { state } = about;
  return {
    number: state.number,
    ...kindWords(language, state.intake.kind),
    customer: about.name,
    receivedAt: moment(language, about.zone, state.intake.receivedAt),
    next: text(language, `next.${state.stage}`, kindWords(language, state.intake.kind)),
    by: byWhen(language, about),
    way: wayFor(language, about),
    reply: text(language, about.answerable ? 'customer.reply.yes' : 'customer.reply.no'),
    ...noteFor(about),
  };
}

/** How the customer learns more. Whoever has only the link learns nothing personal by it. */
function wayFor(language: Language, { customerLink }: Subject): string {
  return customerLink === undefined
    ? text(language, 'customer.way.service')
    : text(language, 'customer.way.link', { customerLink });
}

/** What was written for the customer to see, and nothing else of what people wrote. */
function noteFor({ event }: Subject): Record<string, string> {
  return event.type === 'note' && event.payload.visibility === 'customer' ? { note: event.payload.text } : {};
}

function byWhen(language: Language, { state, policy, zone, event }: Subject): string {
  if (state.stage === 'archived') return '';
  if (state.stage === 'closed') {
    const until = state.closing?.reopenUntil;
    return until === undefined ? '' : text(language, 'by.reopen', { due: moment(language, zone, until) });
  }
  const due = timeForCustomer(state, policy, event.at)?.at;
  return due === undefined
    ? text(language, 'by.open')
    : text(language, 'by.due', { due: moment(language, zone, due) });
}

function staffValues(language: Language, about: Subject): Record<string, string> {
  const { state, zone } = about;
  const due = earliestDue(state.clocks.filter((clock) => isRunning(clock) && !isPaused(clock)));
  return {
    number: state.number,
    ...kindWords(language, state.intake.kind),
    name: about.name,
    inPlaceOf: inPlaceOf(language, about),
    receivedAt: moment(language, zone, state.intake.receivedAt),
    stage: text(language, `stage.${state.stage}`),
    round: String(state.round),
    department: about.department?.[language] ?? text(language, 'department.unknown'),
    due: due === undefined ? text(language, 'due.none') : moment(language, zone, due),
    link: about.link,
    ...eventValues(language, about),
  };
}

/** A paragraph of its own: for whom this is, and until when they are away. */
export function inPlaceOf(
  language: Language,
  { inPlaceOf: [meant, ...others], zone }: Pick<Subject, 'inPlaceOf' | 'zone'>,
): string {
  if (!meant) return '';
  const say = (key: string, { name, awayUntil }: Absent) =>
    text(language, key, { person: name, until: moment(language, zone, awayUntil) });
  const last = others.at(-1) ?? meant;
  const first = say(last.next === 'nobody' ? 'stand-in.nobody' : 'stand-in.for', meant);
  const lines = [first, ...others.map((other) => say('stand-in.passed-over', other))];
  return `${lines.join('\n')}\n\n`;
}

function eventValues(language: Language, { event, state, policy, zone }: Subject): Record<string, string> {
  switch (event.type) {
    case 'clock-warned':
    case 'clock-broken':
    case 'clock-overdue': {
      const { id, clause, percent, dueAt } = event.payload;
      const rule = state.clocks.find((clock) => clock.id === id)?.rule;
      const title = policy.clocks.find((candidate) => candidate.id === rule)?.title;
      return {
        clock: title?.[language] ?? clause,
        clause,
        percent: String(percent),
        clockDue: moment(language, zone, dueAt),
      };
    }
    case 'notice-given-up':
      return { undelivered: event.payload.template, undeliveredTo: event.payload.recipient };
    default:
      return {};
  }
}

const FORMS: Readonly<Record<Language, { readonly locale: string; readonly format: string }>> = {
  zh: { locale: 'zh-CN', format: 'yyyy年M月d日（cccc）HH:mm' },
  en: { locale: 'en-GB', format: 'cccc, d MMMM yyyy, HH:mm' },
};

/** The time (ISO 8601) as it is read in the language, with its zone. */
export function moment(language: Language, zone: string, iso: string): string {
  const { locale, format } = FORMS[language];
  const time = DateTime.fromISO(iso, { zone }).setLocale(locale);
  const name = zoneName(locale, zone, time.toJSDate());
  return language === 'zh' ? `${time.toFormat(format)}（${name}）` : `${time.toFormat(format)} (${name})`;
}

/** By locale and zone: making one takes far longer than using it. */
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** The zone's long name at that time, as of summer time where it has one. */
function zoneName(locale: string, zone: string, at: Date): string {
  const key = `${locale} ${zone}`;
  const format =
    zoneFormats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' });
  zoneFormats.set(key, format);
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
