import { duration, role } from './words';
import type { Rules } from '../pack-schema';
import type { Voice } from './voice';

type Retention = NonNullable<Rules['retention']>;

/** What a record must and must not say. */
export function recordLines(voice: Voice): string[] {
  const { channels, record, sensitive } = voice.rules;
  const { required, vague, shortestMatter, judging, negating } = record;
  const listed = (key: 'vague' | 'judging' | 'negating', name: string, words: readonly string[]): string[] =>
    words.length === 0
      ? []
      : [voice.sentence(voice.say(`record.${key}`, { [name]: voice.any(words.map(quoted)) }), 'record', key)];
  return [
    ...(channels.length > 0
      ? [
          voice.sentence(
            voice.say('channels', {
              channels: voice.all(channels.map(({ title }) => title[voice.language])),
            }),
            'channels',
          ),
        ]
      : []),
    ...(required.length > 0
      ? [
          voice.sentence(
            voice.say('record.required', { fields: voice.all(required.map((one) => fields(voice, one))) }),
            'record',
            'required',
          ),
        ]
      : []),
    ...listed('vague', 'phrases', vague),
    ...(shortestMatter !== undefined
      ? [voice.sentence(voice.say('record.shortest', { count: shortestMatter }), 'record', 'shortestMatter')]
      : []),
    ...listed('judging', 'words', judging),
    ...listed('negating', 'words', negating),
    sensitive.length > 0
      ? voice.sentence(voice.say('record.sensitive', { patterns: sensitive.join('  ') }), 'sensitive')
      : voice.sentence(voice.say('record.sensitive.none')),
  ];

  function quoted(word: string): string {
    return `“${word}”`;
  }
}

function fields(voice: Voice, alternatives: string): string {
  return voice.any(alternatives.split('|').map((field) => voice.say(`field.${field}`)));
}

/** When a case is closed, without the customer's word too, and how long it can be reopened. */
export function closingLines(voice: Voice): string[] {
  const { finalResponse, unsettledGrounds, attempts, reopenWindow } = voice.rules.closing;
  const grounds = unsettledGrounds.map((ground) => voice.say(`ground.${ground}`));
  return [
    finalResponse
      ? voice.sentence(
          voice.say('closing.final', {
            outcomes: voice.all(finalResponse.map(({ title }) => title[voice.language])),
          }),
          'closing',
          'finalResponse',
        )
      : voice.sentence(voice.say('closing.satisfied')),
    grounds.length > 0
      ? voice.sentence(
          voice.say('closing.grounds', {
            grounds: voice.any(grounds),
            supervisor: role(voice, 'supervisor'),
          }),
          'closing',
          'unsettledGrounds',
        )
      : voice.sentence(voice.say('closing.grounds.none'), 'closing', 'unsettledGrounds'),
    ...(attempts
      ? [
          voice.sentence(
            voice.say('closing.attempts', {
              count: attempts.count,
              spacing: duration(voice, attempts.spacing),
            }),
            'closing',
            'attempts',
          ),
        ]
      : []),
    voice.sentence(
      voice.say('closing.reopen', { length: duration(voice, reopenWindow) }),
      'closing',
      'reopenWindow',
    ),
  ];
}

/** How long the archived record is kept. */
export function retentionLines(voice: Voice): string[] {
  const { retention } = voice.rules;
  if (!retention) return [voice.sentence(voice.say('retention.open'))];
  const { normal } = retention;
  return [
    voice.sentence(voice.say('retention', { length: duration(voice, normal) }), 'retention', 'normal'),
    ...importantLines(voice, retention),
  ];
}

function importantLines(voice: Voice, { important, importantFrom }: Retention): string[] {
  if (important === undefined) return [];
  const kept = duration(voice, important);
  if (importantFrom === undefined) {
    return [voice.sentence(voice.say('retention.important', { length: kept }), 'retention', 'important')];
  }
  const marks = [voice.marks.at('retention', 'important'), voice.marks.at('retention', 'importantFrom')];
  const said = voice.say('retention.important-from', {
    level: voice.say(`level.${importantFrom}`),
    length: kept,
  });
  return [voice.sentence(said) + (marks.includes(true) ? voice.say('default') : '')];
}
