import { LEVELS } from '../../../domain/case/classification';
import { role, roles, such } from './words';
import type { Voice } from './voice';

/** Who supervises which cases, and what the levels mean. */
export function supervisionLines(voice: Voice): string[] {
  const { supervision, levels } = voice.rules;
  const { always, byLevel, calls, byRound } = supervision;
  const lines = [
    ...LEVELS.flatMap((level) => {
      const meaning = levels[level]?.[voice.language];
      if (meaning === undefined) return [];
      const values = { level: voice.say(`level.${level}`), meaning };
      return [voice.sentence(voice.say('level.meaning', values), 'levels', level)];
    }),
    ...(always.length > 0
      ? [
          voice.sentence(
            voice.say('supervision.always', { roles: roles(voice, always) }),
            'supervision',
            'always',
          ),
        ]
      : []),
    ...LEVELS.flatMap((level) => {
      const called = byLevel[level] ?? [];
      if (called.length === 0) return [];
      const values = { level: voice.say(`level.${level}`), roles: roles(voice, called) };
      return [voice.sentence(voice.say('supervision.level', values), 'supervision', 'byLevel', level)];
    }),
    ...calls.map(({ when, call }, index) =>
      voice.sentence(
        voice.say('supervision.call', { such: such(voice, when), roles: roles(voice, call) }),
        'supervision',
        'calls',
        String(index),
      ),
    ),
    ...byRound.map(({ round, call }, index) =>
      voice.sentence(
        voice.say('supervision.round', { round, roles: roles(voice, call) }),
        'supervision',
        'byRound',
        String(index),
      ),
    ),
  ];
  return lines.length > 0 ? lines : [voice.sentence(voice.say('supervision.none'), 'supervision')];
}

/** Who owns a case, which department gets it, and in which order work is done. */
export function assignmentLines(voice: Voice): string[] {
  const { ownedBy, routing, arbitrateAfterReturns, group, planBeforeResult, pause, recordIncidents } =
    voice.rules;
  const routes = Object.entries(routing);
  return [
    ...(ownedBy
      ? [voice.sentence(voice.say('owned-by', { specialist: role(voice, ownedBy) }), 'ownedBy')]
      : []),
    ...routes.map(([type, department]) =>
      voice.sentence(
        voice.say('route', {
          type: voice.say(`contentType.${type}`),
          department: voice.department(department),
        }),
        'routing',
        type,
      ),
    ),
    voice.sentence(voice.say(routes.length > 0 ? 'route.by-hand' : 'route.by-hand.all')),
    voice.sentence(
      voice.say('arbitrate', { count: arbitrateAfterReturns, supervisor: role(voice, 'supervisor') }),
      'arbitrateAfterReturns',
    ),
    ...(group.length > 0
      ? [
          voice.sentence(
            voice.say('group', { departments: voice.all(group.map((id) => voice.department(id))) }),
            'group',
          ),
        ]
      : []),
    voice.sentence(voice.say(`plan-before-result.${planBeforeResult}`), 'planBeforeResult'),
    voice.sentence(voice.say(`pause.${pause}`), 'pause'),
    ...(recordIncidents ? [voice.sentence(voice.say('incidents'), 'recordIncidents')] : []),
  ];
}

/** With which script it is explained that nobody is answerable. */
export function triageLines(voice: Voice): string[] {
  const { triage } = voice.rules;
  if (!triage) return [];
  return [
    voice.sentence(voice.say('triage'), 'triage'),
    ...triage.scripts.map(({ id, title, text }) => {
      const values = { title: title[voice.language], text: text[voice.language] };
      return voice.sentence(voice.say('script', values), 'triage', 'scripts', id);
    }),
  ];
}
