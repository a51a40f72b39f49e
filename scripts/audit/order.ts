import type { Scope } from './scope';

/** What is asked of `npm run audit`. */
export interface Order {
  readonly command: 'verify' | 'replay';
  readonly scope: Scope;
  /** Of a public key that is trusted besides. */
  readonly keyFile?: string;
}

const NUMBER = /^C\d{8}-\d{6,}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const USAGE = `Say what to do:
  npm run audit -- verify all                                  every record, read model and archive against what was signed
  npm run audit -- verify --case C20261122-000042              those of one case
  npm run audit -- verify --from 2026-11-01 --to 2026-11-30    those of the cases that were entered in these days
  npm run audit -- replay all                                  archived histories through the workflow code, against the records
  npm run audit -- replay --case C20261122-000042
  … --key file.pem   trusts a public key besides those at hand`;

/**
 * @param words of the command line
 * @throws {Error} with the usage, when they are no order
 */
export function readOrder(words: readonly string[]): Order {
  const [command, ...rest] = words;
  const options = optionsOf(rest);
  if (!options) throw new Error(USAGE);
  const scope = scopeOf(options);
  if ((command !== 'verify' && command !== 'replay') || !scope) throw new Error(USAGE);
  const { key } = options;
  return { command, scope, ...(key !== undefined && { keyFile: key }) };
}

type Options = Readonly<Partial<Record<'all' | 'case' | 'from' | 'to' | 'key', string>>>;

function optionsOf(words: readonly string[]): Options | undefined {
  const options: Record<string, string> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === 'all') {
      options['all'] = word;
      continue;
    }
    const value = words[(at += 1)];
    if (!/^--(case|from|to|key)$/.test(word) || value === undefined) return undefined;
    options[word.slice(2)] = value;
  }
  return options;
}

function scopeOf({ all, case: number, from, to }: Options): Scope | undefined {
  if (all !== undefined) return { all: true };
  if (number !== undefined) {
    if (!NUMBER.test(number)) throw new Error(`${number} is no case number, such as C20261122-000042.`);
    return { number };
  }
  if (from === undefined || to === undefined) return undefined;
  if (!DAY.test(from) || !DAY.test(to)) throw new Error('Days are written as in 2026-11-30.');
  if (from > to) throw new Error(`The days go back: ${from} is after ${to}.`);
  return { from: from.replaceAll('-', ''), to: to.replaceAll('-', '') };
}
