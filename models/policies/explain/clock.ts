import type { ClockRule, Rung, Trigger } from '../../../domain/policy/policy';
import { length, role, roles, such, trigger, triggers, within } from './words';
import type { Voice } from './voice';

/** What one clock asks of whom by when, who is told on the way, and how it may be extended. */
export function clockLines(voice: Voice, clock: ClockRule): string[] {
  const place = (key: string) => ['clocks', clock.id, key] as const;
  const heading = voice.say('clock.heading', { clause: clock.clause, title: clock.title[voice.language] });
  return [
    heading +
      (clock.default === true || voice.marks.at('clocks', clock.id, 'title') ? voice.say('default') : ''),
    voice.sentence(
      voice.say('clock.duty', {
        from: starts(voice, clock) + marked(voice, clock, 'from'),
        holder: role(voice, clock.holder) + marked(voice, clock, 'holder'),
        limit: within(voice, clock.limit) + marked(voice, clock, 'limit'),
        until: triggers(voice, clock.until) + marked(voice, clock, 'until'),
      }),
    ),
    ...(clock.since && clock.from.some(isReclassified)
      ? [voice.sentence(voice.say('clock.since'), ...place('since'))]
      : []),
    ...(clock.when
      ? [voice.sentence(voice.say('clock.when', { such: such(voice, clock.when) }), ...place('when'))]
      : []),
    ...(clock.once ? [voice.sentence(voice.say('clock.once'), ...place('once'))] : []),
    ...(clock.resumes
      ? [
          voice.sentence(
            voice.say('clock.resumes', { happens: triggers(voice, clock.resumes) }),
            ...place('resumes'),
          ),
        ]
      : []),
    ...(clock.afterClosing
      ? [voice.sentence(voice.say('clock.after-closing'), ...place('afterClosing'))]
      : []),
    ...(clock.pausable ? [voice.sentence(voice.say('clock.pausable'), ...place('pausable'))] : []),
    voice.sentence(rungLine(voice, clock.rungs), ...place('rungs')),
    ...extensionLines(voice, clock),
  ];
}

/** A clock that counts from receipt starts there, also when the case is entered later. */
function starts(voice: Voice, { from, since }: ClockRule): string {
  return voice.any(
    from.map((one) =>
      since && one === 'receipt' ? voice.say('happening.receipt.since') : trigger(voice, one),
    ),
  );
}

function isReclassified(one: Trigger): boolean {
  return one === 'classify';
}

function marked(voice: Voice, { id }: ClockRule, key: string): string {
  return voice.marks.at('clocks', id, key) ? voice.say('default') : '';
}

function rungLine(voice: Voice, rungs: readonly Rung[]): string {
  if (rungs.length === 0) return voice.say('rungs.none');
  const separator = voice.language === 'zh' ? '；' : '; ';
  return voice.say('rungs', { rungs: rungs.map((rung) => rungWords(voice, rung)).join(separator) });
}

function rungWords(voice: Voice, { at, tell, escalate }: Rung): string {
  const acts = [
    ...(tell.length > 0 ? [voice.say('rung.tell', { who: roles(voice, tell) })] : []),
    ...(escalate ? [voice.say('rung.escalate', { role: role(voice, escalate) })] : []),
  ];
  const said =
    acts.length > 0 ? acts.join(voice.language === 'zh' ? '，' : ', with ') : voice.say('rung.nothing');
  const when = at < 100 ? 'before' : at === 100 ? 'breach' : 'after';
  return voice.say(`rung.${when}`, { percent: at, acts: said });
}

function extensionLines(voice: Voice, { id, extension, facesCustomer }: ClockRule): string[] {
  if (!extension) return [voice.sentence(voice.say('extension.none'))];
  const { cap, authority } = extension;
  const place = ['clocks', id, 'extension'] as const;
  const supervisor = role(voice, 'supervisor');
  const whole = facesCustomer
    ? voice.say('extension.customer')
    : voice.say('extension.supervisor', { supervisor });
  return [
    voice.sentence(whole, ...place),
    ...(cap
      ? [voice.sentence(voice.say('extension.cap', { limit: length(voice, cap) }), ...place, 'cap')]
      : []),
    ...(authority
      ? [
          voice.sentence(
            voice.say('extension.authority', { limit: length(voice, authority), supervisor }),
            ...place,
            'authority',
          ),
        ]
      : []),
  ];
}
