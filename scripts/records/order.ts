/** What is asked of `npm run records`. */
export type Order =
  | { readonly command: 'reconcile'; readonly number?: never }
  /** What retention would erase now. */
  | { readonly command: 'retention'; readonly number?: never }
  /** Without a number: all read models. */
  | { readonly command: 'rebuild'; readonly number?: string };

/** Of a case, or of a work order or corrective action. */
const NUMBER = /^[CR]\d{8}-\d{6,}(-[WR]\d+)?$/;

const USAGE = `Say what to do:
  npm run records -- reconcile           name every difference between records and workflows; changes nothing
  npm run records -- retention --dry-run name every case that has been kept long enough; changes nothing
  npm run records -- rebuild             make all read models anew from their events
  npm run records -- rebuild <number>    that of one case or task, such as C20261122-000042`;

/**
 * @param words of the command line
 * @throws {Error} with the usage, when they are no order
 */
export function readOrder(words: readonly string[]): Order {
  const [command, number] = words;
  if (command === 'reconcile' && words.length === 1) return { command };
  if (command === 'retention' && words.length === 2 && number === '--dry-run') return { command };
  if (command === 'rebuild' && words.length === 1) return { command };
  if (command === 'rebuild' && words.length === 2 && number !== undefined && NUMBER.test(number)) {
    return { command, number };
  }
  throw new Error(USAGE);
}
