/** Something that is not as it was recorded, in the words of whoever has to look into it. */
export interface Finding {
  /** The case, task, run, entry, or statement. */
  readonly of: string;
  /** Where in it. */
  readonly place: string;
  readonly problem: string;
}

/** Nothing can be said: neither that the records are as they were, nor that they are not. */
export class CouldNotCheckError extends Error {
  override readonly name = 'CouldNotCheckError';
}

/** One line. */
export function lineOf({ of, place, problem }: Finding): string {
  return `${of}  ${place}: ${problem}`;
}
