import type { z } from 'zod';
import type { PackPath } from './pack-file';

/** What is wrong, and where in the pack. */
export interface Finding {
  readonly path: PackPath;
  /** A key at that place which the finding is about. */
  readonly key?: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** A schema's issue in an author's words. */
export function describeIssue(issue: Issue): Finding {
  const { path, inner } = innermost(issue);
  const name = nameOf(path);
  const message = `${name === '' ? '' : `${name}: `}${wordsOf(inner)}`;
  const key = inner.code === 'unrecognized_keys' ? inner.keys[0] : undefined;
  return { path, message, ...(key !== undefined && { key }) };
}

/** Of several forms a value may have, the one that its author probably meant: that with the least and deepest trouble. */
function innermost(issue: Issue): { readonly path: PackPath; readonly inner: Issue } {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code !== 'invalid_union') return { path, inner: issue };
  const [likeliest] = issue.errors.toSorted((a, b) => strangeness(a) - strangeness(b));
  const first = likeliest?.[0];
  if (!first || strangeness(likeliest) >= WRONG_KIND) return { path, inner: issue };
  const { path: rest, inner } = innermost(first);
  return { path: [...path, ...rest], inner };
}

/** The value is of another kind altogether, such as a word where a block belongs. */
const WRONG_KIND = 100;

function strangeness(issues: readonly Issue[]): number {
  const wrongKind = issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  return issues.length + (wrongKind ? WRONG_KIND : 0);
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
};

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('received undefined')
        ? `is missing: write ${KINDS[issue.expected] ?? issue.expected}.`
        : `write ${KINDS[issue.expected] ?? issue.expected}.`;
    case 'invalid_union':
      return 'has none of the forms that docs/policy-packs.md names for it.';
    default:
      return issue.message;
  }
}

function nameOf(path: PackPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${typeof step === 'object' ? step.id : step}`))
    .join('')
    .replace(/^\./, '');
}
