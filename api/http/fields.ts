import type { z } from 'zod';
import type { FieldError } from '../../domain/case/refusal';
import { maskPersonalNumbers, personalNumberFields } from '../../domain/guard/personal-numbers';
import { invalidFields, Problem } from '../problems';

const KIND_TITLES = { 'id-card': 'an ID-card number', 'bank-card': 'a bank-card number' } as const;

/** The longest name of an unknown field that an answer repeats. */
const LONGEST_NAME = 60;

/**
 * What the schema makes of the value.
 *
 * @throws {Problem} `invalid` with every field that is not valid, and never its value
 */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidFields(result.error.issues.flatMap(fieldErrors));
}

/** Every field that the schema finds not valid; none if it takes the value. */
export function problemsOf(schema: z.ZodType, value: unknown): FieldError[] {
  return schema.safeParse(value).error?.issues.flatMap(fieldErrors) ?? [];
}

/** @throws {Problem} `personal-number` naming the fields, and never the digits */
export function refusePersonalNumbers(value: unknown, patterns: readonly string[] = []): void {
  const found = personalNumberFields(value, patterns);
  if (found.length === 0) return;
  const errors = found.map(({ path, kind }) => ({
    field: path,
    message: `Holds ${kind === 'sensitive' ? 'a sensitive number' : KIND_TITLES[kind]}, which is never kept. Leave it out.`,
  }));
  throw new Problem('personal-number', `Leave the number out of ${errors.map((e) => e.field).join(', ')}.`, {
    errors,
  });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: pathOf([...issue.path, shownName(key)]),
      message: 'There is no such field. Leave it out, or check its spelling.',
    }));
  }
  return [{ field: pathOf(issue.path), message: issue.message }];
}

/** `['steps', 0, 'due']` is `steps[0].due`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, part) => {
    if (typeof part === 'number') return `${written}[${part}]`;
    return written === '' ? String(part) : `${written}.${String(part)}`;
  }, '');
}

/** A name that somebody made up may hold anything. */
function shownName(key: string): string {
  const masked = maskPersonalNumbers(key);
  return masked.length > LONGEST_NAME ? `${masked.slice(0, LONGEST_NAME)}…` : masked;
}
