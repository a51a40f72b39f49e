import type { MessageKey, Say } from '../language/language';
import { serverWords } from '../language/server-words';

/** What the server says of a file or a cell, and our words for it; what is in brackets goes into them. */
const KNOWN: readonly (readonly [RegExp, MessageKey])[] = [
  [/^Must be one of: (?<choices>.*)\.$/, 'import.says.choice'],
  [/There is no such department\. There are: (?<choices>.*)\.$/, 'import.says.department'],
  [/existing date and time/, 'import.says.date'],
  [/more than 15 digits/, 'import.says.lost-digits'],
  [/^Has more than (?<most>\d+) rows/, 'import.says.rows'],
  [/^Has more than (?<most>\d+) columns/, 'import.says.columns'],
  [/neither in UTF-8 nor in GBK throughout\. Look at line (?<lines>[\d, ]+)\./, 'import.says.encoding-at'],
  [/neither in UTF-8 nor in GBK/, 'import.says.encoding'],
  [/^Line (?<line>\d+): a quotation mark is opened/, 'import.says.quote'],
  [/not well-formed CSV|row is longer than/, 'import.says.csv'],
  [/^Is neither CSV nor XLSX/, 'import.says.type'],
  [/of the old form|by a password/, 'import.says.old'],
  [/not a whole XLSX|Has no sheet/, 'import.says.broken'],
  [/unpack/, 'import.says.bomb'],
  [/^Is empty/, 'import.says.empty'],
  [/^Has no titles/, 'import.says.no-titles'],
  [/nothing under them/, 'import.says.no-rows'],
  [/^“(?<title>.*)” is no title/, 'import.says.title'],
  [/same as column (?<column>\w+)/, 'import.says.twice'],
  [/^A column is missing: “(?<zh>.*)” or “(?<en>.*)”/, 'import.says.missing'],
];

/** A message of the server in the language of the reader. */
export function serverSays(say: Say, message: string, field: string): string {
  for (const [pattern, key] of KNOWN) {
    const found = pattern.exec(message);
    if (found) return say(key, { ...found.groups });
  }
  return serverWords(say, message, field);
}

/** `file.C1` is the cell C1. */
export function cellOf(field: string): string {
  return /^file\.([A-Z]{1,3}1)$/.exec(field)?.[1] ?? '';
}
