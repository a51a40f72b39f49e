import { parseDuration } from '../../../domain/calendar/duration';
import type { Limit } from '../../../domain/calendar/limit';
import type { Stage } from '../../../domain/case/stage';
import type {
  Condition,
  ConditionedTrigger,
  Happening,
  NamedLimit,
  Recipient,
  Trigger,
} from '../../../domain/policy/policy';
import type { Role } from '../../../domain/people/actor';
import type { Texts } from './texts';
import type { Voice } from './voice';

type Who = Recipient | Role;

/** A role as this company calls it. */
export function role(voice: Voice, who: Who): string {
  const title = Object.entries(voice.rules.titles).find(([name]) => name === who)?.[1];
  if (!title) return voice.say(`role.${who}`);
  const name = title[voice.language];
  return voice.say('role.titled', { title: /^[A-Z][a-z]/.test(name) ? lowered(name) : name });
}

function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Roles, joined as the language joins them. */
export function roles(voice: Voice, list: readonly Who[]): string {
  return voice.all(list.map((one) => role(voice, one)));
}

/** When it has to be done: within 2 working days. */
export function within(voice: Voice, limit: Limit | NamedLimit): string {
  if ('named' in limit) {
    const named = voice.say(`limit.named.${limit.named}`);
    return limit.otherwise
      ? voice.say('limit.otherwise', { named, limit: within(voice, limit.otherwise) })
      : named;
  }
  return 'endOfDay' in limit
    ? endOfDay(voice, limit.endOfDay)
    : voice.say('limit.within', { length: length(voice, limit) });
}

/** How long it is: 2 working days. */
export function length(texts: Texts, limit: Limit): string {
  if ('endOfDay' in limit) return endOfDay(texts, limit.endOfDay);
  const spoken = duration(texts, limit.duration, limit.calendar === 'working');
  return limit.firstDay === 'excluded' ? spoken + texts.say('limit.first-day') : spoken;
}

function endOfDay(texts: Texts, days: number): string {
  return days === 0 ? texts.say('limit.end-of-day.0') : texts.say('limit.end-of-day', { days });
}

/** An ISO 8601 duration in words. */
export function duration(texts: Texts, iso: string, working = false): string {
  const prefix = working ? 'working-' : '';
  const amount = (count: number, unit: string): string =>
    texts.say(`unit.${prefix}${unit}${count === 1 ? '.one' : ''}`, { count });
  const read = parseDuration(iso);
  if (read.kind !== 'time') return amount(read.count, read.kind);
  const seconds = Math.round(read.ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'hours'],
    [Math.floor((seconds % 3600) / 60), 'minutes'],
    [seconds % 60, 'seconds'],
  ] as const;
  const spoken = parts.filter(([count]) => count > 0).map(([count, unit]) => amount(count, unit));
  return spoken.join(texts.language === 'zh' ? '' : ' ');
}

/** What happens, as a clause: the department signs for it. */
export function happening(voice: Voice, what: Happening): string {
  if (voice.has(`happening.${what}`)) return voice.say(`happening.${what}`);
  const [move = '', stage = ''] = what.split(':');
  return voice.say(`happening.${move}`, { stage: voice.say(`stage.${stage}`) });
}

/** A trigger with its conditions, in words. */
export function trigger(voice: Voice, one: Trigger): string {
  if (typeof one === 'string') return happening(voice, one);
  const { on, ...conditions } = one;
  const spoken = conditionsOf(voice, conditions);
  return spoken.length === 0
    ? happening(voice, on)
    : voice.say('trigger.conditioned', { happens: happening(voice, on), conditions: voice.all(spoken) });
}

function conditionsOf(
  voice: Voice,
  { substantive, by, in: stage, method, finding, answerable }: Omit<ConditionedTrigger, 'on'>,
): string[] {
  return [
    ...(substantive ? [voice.say('trigger.substantive')] : []),
    ...(by ? [voice.say('trigger.by', { role: role(voice, by) })] : []),
    ...(stage ? [voice.say('trigger.in', { stage: stageName(voice, stage) })] : []),
    ...(method !== undefined ? [voice.say('trigger.method', { method })] : []),
    ...(finding ? [voice.say('trigger.finding', { findings: values(voice, 'finding', finding) })] : []),
    ...(answerable ? [voice.say(`trigger.answerable.${answerable}`)] : []),
  ];
}

function stageName(voice: Voice, stage: Stage): string {
  return voice.say(`stage.${stage}`);
}

/** Triggers of which one is enough, in words. */
export function triggers(voice: Voice, list: readonly Trigger[]): string {
  return voice.any(list.map((one) => trigger(voice, one)));
}

/** Which cases a rule is about. */
export function such(voice: Voice, condition: Condition): string {
  const parts = Object.entries(condition).map(([key, value]) =>
    voice.say(`when.${key}`, { values: values(voice, key, [value].flat()) }),
  );
  return parts.join(voice.say('such.and'));
}

function values(voice: Voice, key: string, list: readonly unknown[]): string {
  return voice.any(list.map((value) => valueName(voice, key, String(value))));
}

function valueName(voice: Voice, key: string, value: string): string {
  if (key === 'channel')
    return voice.rules.channels.find(({ id }) => id === value)?.title[voice.language] ?? value;
  return voice.say(`${key}.${value}`);
}
