import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Label, Labelled } from './corpus';

/** The committed corpus: a JSON object a line, as `Labelled`. */
export const CORPUS_FILE = path.join(__dirname, 'corpus.jsonl');

/** How the corpus stands in its file. */
export function written(corpus: readonly Labelled[]): string {
  return corpus.map((one) => `${JSON.stringify(one)}\n`).join('');
}

/**
 * The committed corpus.
 *
 * @throws {Error} naming the line that is not one of its own
 */
export function readCorpus(): Labelled[] {
  const lines = readFileSync(CORPUS_FILE, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const read: unknown = JSON.parse(line);
    if (!isLabelled(read)) throw new Error(`Line ${index + 1} of corpus.jsonl is not a labelled text.`);
    return read;
  });
}

function isLabelled(value: unknown): value is Labelled {
  if (typeof value !== 'object' || value === null) return false;
  const { text, about, numbers }: Record<string, unknown> = { ...value };
  return (
    typeof text === 'string' && typeof about === 'string' && Array.isArray(numbers) && numbers.every(isLabel)
  );
}

function isLabel(value: unknown): value is Label {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, from, to }: Record<string, unknown> = { ...value };
  return (kind === 'id-card' || kind === 'bank-card') && typeof from === 'number' && typeof to === 'number';
}
