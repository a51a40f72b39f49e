import type { RecordRules } from '../policy/policy';
import type { Intake } from './intake';
import type { FieldError } from './refusal';

/** What a record lacks, or says that it must not (omnichannel/2.1-record, attraction/3.1-record). */
export function recordProblems(rules: RecordRules, intake: Intake): readonly FieldError[] {
  return [
    ...missing(rules, intake),
    ...vague(rules, intake.matter),
    ...judged(rules, intake),
    ...denied(rules, intake),
  ];
}

/** The first word by which the text denies the complaint, before the facts are known. */
export function negatingWord({ negating }: RecordRules, text: string): string | undefined {
  return negating.find((word) => text.includes(word));
}

function missing({ required }: RecordRules, intake: Intake): FieldError[] {
  return required
    .map((alternatives) => alternatives.split('|'))
    .filter((fields) => !fields.some((field) => isGiven(intake, field)))
    .map(([field = '', ...others]) => ({
      field,
      message:
        others.length === 0
          ? 'Is missing: ask the customer.'
          : `Is missing: give it, or ${others.join(' or ')}.`,
    }));
}

const READERS: Readonly<Record<string, (intake: Intake) => unknown>> = {
  'customer.company': ({ customer }) => customer.company,
  'customer.phone': ({ customer }) => customer.phone,
  'customer.email': ({ customer }) => customer.email,
  'customer.account': ({ customer }) => customer.account,
  channelDetail: ({ channelDetail }) => channelDetail,
  occurredAt: ({ occurredAt }) => occurredAt,
  occurredText: ({ occurredText }) => occurredText,
  expectation: ({ expectation }) => expectation,
  mood: ({ mood }) => mood,
  firstReply: ({ firstReply }) => firstReply,
  aboutDepartment: ({ aboutDepartment }) => aboutDepartment,
  persons: ({ persons }) => (persons?.length ? persons : undefined),
  receivedBy: ({ receivedBy }) => receivedBy,
  origin: ({ origin }) => origin,
};

/** The intake fields that a pack can demand. */
export const DEMANDABLE: readonly string[] = Object.keys(READERS);

function isGiven(intake: Intake, field: string): boolean {
  return READERS[field]?.(intake) !== undefined;
}

/** “The product has a problem” says nothing that could be looked into. */
function vague({ vague: phrases, shortestMatter = 0 }: RecordRules, matter: string): FieldError[] {
  const said = phrases.reduce((rest, phrase) => rest.replaceAll(phrase, ''), matter);
  const bare = said.replace(/[\s\p{P}]/gu, '');
  if (bare.length > 0 && matter.trim().length >= shortestMatter) return [];
  return [
    {
      field: 'matter',
      message:
        'Is too vague: write what happened, since when, how it shows, and with which product or service.',
    },
  ];
}

function judged({ judging }: RecordRules, { mood }: Intake): FieldError[] {
  if (mood === undefined || !judging.some((word) => mood.includes(word))) return [];
  return [
    {
      field: 'mood',
      message:
        'Judges the customer: describe what was seen and heard, such as “spoke loudly because it was not solved”.',
    },
  ];
}

function denied(rules: RecordRules, { firstReply }: Intake): FieldError[] {
  if (firstReply === undefined || negatingWord(rules, firstReply) === undefined) return [];
  return [
    {
      field: 'firstReply',
      message: 'Denies the complaint before the facts are known: say what will be looked into.',
    },
  ];
}
