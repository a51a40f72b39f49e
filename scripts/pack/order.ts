import { parseArgs } from 'node:util';
import { LANGUAGES, type Language } from '../../models/policies';

/** What is asked of `npm run pack`. */
export type Order =
  | { readonly command: 'check'; readonly files: readonly string[]; readonly departments?: readonly string[] }
  | {
      readonly command: 'explain';
      readonly file: string;
      readonly languages: readonly Language[];
      readonly departments?: readonly string[];
    }
  | {
      readonly command: 'simulate';
      readonly file: string;
      readonly cases: Cases;
      readonly departments?: readonly string[];
    };

/** Which past cases: by their numbers, all (received within these days), or those of an export. */
export type Cases =
  | { readonly numbers: readonly string[] }
  | { readonly export: string }
  | { readonly from?: string; readonly to?: string };

const CASE_NUMBER = /^C\d{8}-\d{6,}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const USAGE = `Say what to do:
  npm run pack -- check FILE…                          name everything that is wrong with a pack, by line and column
  npm run pack -- explain FILE [--lang zh|en|both]     the pack in plain sentences, with its defaults marked
  npm run pack -- simulate FILE --cases all [--from 2026-01-01] [--to 2026-03-31]
  npm run pack -- simulate FILE --cases C20261122-000042,C20261122-000043
  npm run pack -- simulate FILE --cases export.json    past cases under this pack: which limits would have been broken
With --departments customer-service,marketing the pack is checked for a company with these departments.`;

/**
 * @param words of the command line
 * @throws {Error} with the usage, when they are no order
 */
export function readOrder(words: readonly string[]): Order {
  const { command, files, options } = parsed(words);
  const departments = options.departments?.split(',');
  const company = departments && { departments };
  const [file, another] = files;
  if (file === undefined) throw new Error(USAGE);
  if (command === 'check') return { command, files, ...company };
  if (another !== undefined) throw new Error(USAGE);
  if (command === 'explain') return { command, file, languages: languagesOf(options.lang), ...company };
  if (command === 'simulate') return { command, file, cases: casesOf(options), ...company };
  throw new Error(USAGE);
}

interface Options {
  readonly departments?: string;
  readonly lang?: string;
  readonly cases?: string;
  readonly from?: string;
  readonly to?: string;
}

function parsed(words: readonly string[]): {
  readonly command: string | undefined;
  readonly files: readonly string[];
  readonly options: Options;
} {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { departments: text, lang: text, cases: text, from: text, to: text },
    });
    const [command, ...files] = positionals;
    return { command, files, options: values };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

function languagesOf(lang = 'both'): readonly Language[] {
  if (lang === 'both') return LANGUAGES;
  const language = LANGUAGES.find((one) => one === lang);
  if (!language) throw new Error(`--lang is zh, en or both.\n${USAGE}`);
  return [language];
}

function casesOf({ cases, from, to }: Options): Cases {
  if (cases === undefined) throw new Error(`Say with --cases which past cases are meant.\n${USAGE}`);
  if (cases === 'all') {
    for (const day of [from, to]) {
      if (day !== undefined && !DAY.test(day)) throw new Error(`Write a day such as 2026-01-31.\n${USAGE}`);
    }
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  }
  if (cases.endsWith('.json')) return { export: cases };
  const numbers = cases.split(',');
  if (!numbers.every((number) => CASE_NUMBER.test(number))) {
    throw new Error(`--cases is all, a file such as export.json, or case numbers.\n${USAGE}`);
  }
  return { numbers };
}
