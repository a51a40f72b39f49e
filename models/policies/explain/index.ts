import type { Limit } from '../../../domain/calendar/limit';
import type { Rules } from '../pack-schema';
import { clockLines } from './clock';
import { claimLines, findingLines, promiseLines, workLines } from './demands';
import { assignmentLines, supervisionLines, triageLines } from './people';
import { closingLines, recordLines, retentionLines } from './record';
import { dutyLines, noticeLines } from './routine';
import { textsIn, type Language } from './texts';
import { length } from './words';
import { voiceOf, type DepartmentTitles, type Voice } from './voice';

export { LANGUAGES, type Language } from './texts';

/** How long a limit is: 2 working days. */
export function limitInWords(limit: Limit, language: Language): string {
  return length(textsIn(language), limit);
}

/**
 * A pack in plain sentences: who must do what by when, and everything else it says, with a mark on each value that its
 * source leaves open.
 *
 * @param departments what the company calls its departments; one that is not among them goes by its id
 */
export function explain(
  rules: Rules,
  language: Language,
  departments: DepartmentTitles = new Map(),
): string[] {
  const voice = voiceOf(rules, language, departments);
  const kinds = rules.kinds.map((kind) => voice.say(`kind.${kind}`));
  const sections = [
    section(
      voice,
      'limits',
      rules.clocks.flatMap((clock) => block(clockLines(voice, clock))),
    ),
    section(voice, 'supervision', supervisionLines(voice)),
    section(voice, 'assignment', assignmentLines(voice)),
    section(voice, 'triage', triageLines(voice)),
    section(voice, 'findings', findingLines(voice)),
    section(voice, 'claims', claimLines(voice)),
    section(voice, 'record', recordLines(voice)),
    section(voice, 'work', workLines(voice)),
    section(voice, 'promises', promiseLines(voice)),
    section(voice, 'closing', closingLines(voice)),
    section(voice, 'notices', noticeLines(voice)),
    section(
      voice,
      'duties',
      rules.duties.flatMap((duty) => block(dutyLines(voice, duty))),
    ),
    section(voice, 'retention', retentionLines(voice)),
  ].flat();
  return [
    voice.say('title', { title: rules.title[language], id: rules.id }),
    voice.sentence(voice.say('kinds', { kinds: voice.all(kinds) }), 'kinds'),
    voice.say('legend'),
    ...sections,
    ...section(voice, 'others', [...voice.marks.rest()]),
  ];
}

function section(voice: Voice, name: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['', voice.say(`section.${name}`), ...lines.map((line) => `  ${line}`)];
}

/** The first line stands out. */
function block([first = '', ...rest]: readonly string[]): string[] {
  return [first, ...rest.map((line) => `  ${line}`)];
}
