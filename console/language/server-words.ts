import { isMessageKey, type MessageKey, type Say } from './language';

/** What the server says of fields, as it says it, and our words for it. */
const KNOWN: readonly (readonly [RegExp, MessageKey])[] = [
  [
    /expected string, received undefined|expected nonoptional|^Too small: expected string to have >=1/,
    'server.missing',
  ],
  [/^Is missing/, 'server.missing'],
  [/too vague/, 'server.vague'],
  [/^Judges the customer/, 'server.judging'],
  [/^Denies the complaint/, 'server.denying'],
  [/[Ii]nvalid email/, 'server.email'],
  [/lie in the future|not lie in the future/, 'server.future'],
  [/years back/, 'server.too-old'],
  [/existing date and time/, 'server.date'],
  [/^Holds an ID-card|^Holds a bank-card|^Holds a sensitive/, 'server.number'],
  [/There is no such department/, 'server.department'],
  [/There is no such user|nobody of this/, 'server.user'],
  [/^Too big/, 'server.too-long'],
  [/^is taken/, 'server.taken'],
  [/guessed first|must not hold the user/, 'server.password'],
  [/goes with no other role/, 'server.alone'],
  [/belongs to a department\. Name it/, 'server.in-department'],
  [/already entered as away/, 'server.overlaps'],
  [/must be later than “from”/, 'server.later'],
  [/must be in the future/, 'server.must-be-future'],
  [/within two years/, 'server.two-years'],
  [/handle no cases, by their role/, 'server.no-handling'],
  [/They lead the department/, 'server.leads-other'],
  [/Name somebody of the same one/, 'server.same-department'],
  [/https:\/\/|public network/, 'server.https'],
  [/changes nothing|says just what version/, 'server.nothing-changed'],
  [/An interval ends after|Put the intervals in order/, 'server.intervals'],
  [/Does not belong to/, 'server.subtype'],
  [/^No clock of that clause runs/, 'server.clock-none'],
  [/^Several clocks of that clause/, 'server.clock-several'],
  [/^Must be later than .*when the clock is due/, 'server.later-than-due'],
  [/say when and with whom the new time was agreed/, 'server.agreed'],
  [/^There is no such script/, 'server.script'],
  [/nobody promises beyond that/, 'server.too-far'],
  [/know no final response/, 'server.no-outcome'],
  [/^The final response has one of/, 'server.outcome'],
  [/^Must not lie before|^Lies before the complaint/, 'server.before-receipt'],
  [/^The plan has no step/, 'server.no-step'],
  [/^Step \d+ is done already/, 'server.step-done'],
  [/^What a customer sends/, 'server.visible'],
  [/which the first person has granted/, 'server.same-sum'],
  [/^Must be [A-Z]{3}\.$/, 'server.currency'],
];

/** A message of the server in the language of the reader, after the name of its field. */
export function serverWords(say: Say, message: string, field: string): string {
  const known = KNOWN.find(([pattern]) => pattern.test(message));
  const words = known ? say(known[1]) : message;
  const last =
    field
      .replace(/\[\d+\]/g, '')
      .split('.')
      .at(-1) ?? field;
  const key = `field.${last}`;
  return isMessageKey(key) ? say('server.of-field', { field: say(key), words }) : words;
}
