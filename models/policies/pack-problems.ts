/** Something wrong in a pack file. Lines and columns count from 1. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What was wrong and what to write. */
  readonly message: string;
}

/** Pack files that can't be used; none of the folder is. */
export class PackError extends Error {
  override readonly name = 'PackError';

  constructor(readonly problems: readonly PackProblem[]) {
    super(
      `The policy packs have ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n` +
        problems
          .map(({ file, line, column, message }) => `  ${file}:${line}:${column}  ${message}`)
          .join('\n'),
    );
  }
}
