import type { Duty } from '../../../domain/policy/duty';
import { happening, roles, such } from './words';
import type { Voice } from './voice';

/** What is told to whom. */
export function noticeLines(voice: Voice): string[] {
  return voice.rules.notices.map(({ on, when, tell }, index) => {
    const values = { happens: happening(voice, on), who: roles(voice, tell) };
    const text = when
      ? voice.say('notice.when', { ...values, such: such(voice, when) })
      : voice.say('notice', values);
    return voice.sentence(text, 'notices', String(index));
  });
}

/** What one duty asks for, when, and who hears of it. */
export function dutyLines(voice: Voice, duty: Duty): string[] {
  const heading = voice.say('duty.heading', { clause: duty.clause, title: duty.title[voice.language] });
  const isDefault = duty.default === true || voice.marks.at('duties', duty.id);
  const said = voice.say('duty', {
    every: voice.say(`every.${duty.every}`),
    at: duty.at,
    what: whatOf(voice, duty),
    who: roles(voice, duty.tell),
  });
  return [heading + (isDefault ? voice.say('default') : ''), voice.sentence(said)];
}

function whatOf(voice: Voice, { what, atLeast, target, channels, reason }: Duty): string {
  if (atLeast !== undefined) return voice.say('what.call-backs.at-least', { count: atLeast });
  if (target !== undefined) return voice.say('what.target.percent', { percent: target });
  if (channels) return voice.say('what.media-check.channels', { channels: voice.all(channels) });
  if (reason) return voice.say('what.follow-up.reason', { reason: voice.say(`reason.${reason}`) });
  return voice.say(`what.${what}`);
}
