/** What is asked of `npm run records`. */
export type Order =
  | { readonly command: 'reconcile'; readonly number?: never }
  /** Without a number: the read models of all cases. */
  | { readonly command: 'rebuild'; readonly number?: string };

const CASE_NUMBER = /^C\d{8}-\d{6,}$/;

const USAGE = `Say what to do:
  npm run records -- reconcile           name every difference between records and workflows; changes nothing
  npm run records -- rebuild             make the read models of all cases anew from their events
  npm run records -- rebuild <number>    that of one case, such as C20261122-000042`;

/**
 * @param words of the command line
 * @throws {Error} with the usage, when they are no order
 */
export function readOrder(words: readonly string[]): Order {
  const [command, number] = words;
  if (command === 'reconcile' && words.length === 1) return { command };
  if (command === 'rebuild' && words.length === 1) return { command };
  if (command === 'rebuild' && words.length === 2 && number !== undefined && CASE_NUMBER.test(number)) {
    return { command, number };
  }
  throw new Error(USAGE);
}
