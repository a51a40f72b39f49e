import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';

/** One variable of the environment that keeps the product from starting. Never holds a secret. */
export interface ConfigIssue {
  readonly variable: string;
  readonly problem: string;
  readonly expected: string;
}

/** The settings are wrong. The message has one line for each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly issues: readonly ConfigIssue[]) {
    super(
      issues
        .map(({ variable, problem, expected }) => `${variable}: ${problem}; expected ${expected}`)
        .join('\n'),
    );
  }
}

/** Says what is wrong with a variable's value, and shows the value unless it is a secret. */
export function describeIssue(
  variable: string,
  value: string | undefined,
  expected: string,
  secrets: ReadonlySet<string>,
): ConfigIssue {
  if (value === undefined) return { variable, problem: 'is missing', expected };
  const shown = secrets.has(variable) ? 'its value (not shown, as it may hold a secret)' : `"${value}"`;
  return { variable, problem: `${shown} is not valid`, expected };
}

/** Reads the file that a variable names; an unreadable one becomes an issue. */
export function readFileVariable(
  variable: string,
  file: string | undefined,
  issues: ConfigIssue[],
): Buffer | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = isNativeError(error) && 'code' in error ? String(error.code) : 'unknown reason';
    issues.push({
      variable,
      problem: `the file "${file}" cannot be read (${reason})`,
      expected: 'the path of a file that this process may read',
    });
    return undefined;
  }
}
