/** Says how far a long run is, now and then. */
export type Progress = (describe: () => string) => void;

/** What prints the command's answer, and its progress beside it. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly progress: Progress;
}

const SAID_EVERY_MS = 3_000;

/** Quiet for the first seconds, then one line every few seconds, apart from the answer. */
export function progressOn(stream: { write(text: string): unknown }): Progress {
  let said = Date.now();
  return (describe) => {
    if (Date.now() - said < SAID_EVERY_MS) return;
    said = Date.now();
    stream.write(`  … ${describe()}\n`);
  };
}

/** A whole number as people read it: 12,345. */
export function figure(count: number): string {
  return count.toLocaleString('en');
}

/** As people read it: 1 case, 12,345 cases. */
export function count(things: number, one: string, more = `${one}s`): string {
  return `${figure(things)} ${things === 1 ? one : more}`;
}
