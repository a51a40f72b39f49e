import type { Text } from '../../domain/policy/policy';
import type { DutyReportDocument } from '../../models/duties';
import {
  bilingual,
  inPlaceOf,
  moment,
  type Absent,
  type Letter,
  type Words,
} from '../../models/notices/compose';
import { text, type Language } from '../../models/notices/texts';

/** All that a notice of a duty speaks of. */
export interface DutySubject {
  readonly report: DutyReportDocument;
  /** The departments whose part it is; absent: the whole. */
  readonly departments?: readonly { readonly id: string; readonly title: Text }[];
  /** How the recipient is called, and in whose place they are told. */
  readonly name: string;
  readonly inPlaceOf: readonly Absent[];
  /** Where staff open the report. */
  readonly link: string;
  /** IANA zone in which times are written. */
  readonly zone: string;
}

/** The mail in Chinese, then in English: what falls due, in numbers. Names and matters stand in the record alone. */
export function writeDutyLetter(about: DutySubject): Letter {
  return bilingual((language) => inLanguage(language, about));
}

/** The name of the message template. */
export function templateOf({ what }: Pick<DutyReportDocument, 'what'>, part: boolean): string {
  return part ? `duty-${what}-part` : `duty-${what}`;
}

function inLanguage(language: Language, about: DutySubject): Words {
  const { report, departments, name, link, zone } = about;
  const { period, dueAt, undoneBefore } = report;
  const values = {
    name,
    inPlaceOf: inPlaceOf(language, about),
    title: report.title[language],
    clause: report.clause,
    from: moment(language, zone, period.from.toISOString()),
    to: moment(language, zone, period.to.toISOString()),
    due: moment(language, zone, dueAt.toISOString()),
    link,
    departments: (departments ?? [])
      .map(({ title }) => title[language])
      .join(language === 'zh' ? '、' : ', '),
    ...resultValues(language, about),
  };
  const part = (key: string) =>
    text(language, `${templateOf(report, departments !== undefined)}.staff.${key}`, values);
  const undone = undoneBefore
    ? `\n\n${text(language, 'duty.undone', { undone: String(undoneBefore.tasks), report: undoneBefore.report })}`
    : '';
  return {
    subject: part('subject'),
    text: text(language, 'duty.layout', { ...values, body: `${part('body')}${undone}` }),
  };
}

function resultValues(language: Language, { report, departments }: DutySubject): Record<string, string> {
  const { result } = report;
  switch (result.what) {
    case 'call-backs': {
      const { closed, open, atLeast, sampled } = result;
      const short = sampled < atLeast ? text(language, 'duty.fewer', { atLeast: String(atLeast) }) : '';
      return {
        closed: String(closed),
        open: String(open),
        sampled: String(sampled),
        numbers: numbersOf(report, language),
        short,
      };
    }
    case 'list': {
      const ours = departments?.map(({ id }) => id);
      const cases = result.cases.filter(({ department }) => ours?.includes(department) ?? true);
      const important = cases.filter(({ number }) => result.important.includes(number));
      return {
        total: String(ours ? cases.length : result.total),
        important: listed(
          important.map(({ number }) => number),
          language,
        ),
      };
    }
    case 'review': {
      const { figures, before } = result;
      return {
        complaints: String(figures.complaints),
        before: String(before.complaints),
        settled: share(language, figures.settledFirst.percent),
        settledBefore: share(language, before.settledFirst.percent),
      };
    }
    case 'target': {
      const { target, respondents, percent, met } = result;
      const verdict = met === undefined ? 'none' : met ? 'met' : 'missed';
      const values = {
        target: String(target),
        respondents: String(respondents),
        percent: share(language, percent),
      };
      return { verdict: text(language, `duty.target.${verdict}`, values) };
    }
    case 'media-check':
      return { channels: channelsOf(report, language) };
    case 'survey':
    case 'follow-up':
      return {};
  }
}

/** More numbers than these are left to the record. */
const NUMBERS_AT_MOST = 20;

function numbersOf({ tasks }: DutyReportDocument, language: Language): string {
  return listed(
    tasks.flatMap((task) => (task.kind === 'call-back' ? [task.number] : [])),
    language,
  );
}

function listed(numbers: readonly string[], language: Language): string {
  if (numbers.length === 0) return text(language, 'due.none');
  const shown = numbers.slice(0, NUMBERS_AT_MOST).join(language === 'zh' ? '、' : ', ');
  return numbers.length > NUMBERS_AT_MOST ? `${shown}…` : shown;
}

function channelsOf({ tasks }: DutyReportDocument, language: Language): string {
  const channels = tasks.flatMap((task) =>
    task.kind === 'check' && task.channel !== undefined ? [task.channel] : [],
  );
  if (channels.length === 0) return text(language, 'duty.any-channel');
  return channels.join(language === 'zh' ? '、' : ', ');
}

function share(language: Language, percent: number | undefined): string {
  return percent === undefined ? text(language, 'due.none') : `${percent}%`;
}
