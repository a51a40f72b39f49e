import type { FieldProblem } from '../../http/failure';
import type { CustomerWord } from '../words/language';

export interface Entries {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly matter: string;
  readonly occurredText: string;
  readonly expectation: string;
  /** For machines: people don't see it. */
  readonly website: string;
}

export const EMPTY: Entries = {
  name: '',
  phone: '',
  email: '',
  matter: '',
  occurredText: '',
  expectation: '',
  website: '',
};

export type Problems = Partial<Record<keyof Entries, CustomerWord>>;

/** What is missing before anything is sent. */
export function problemsOf({ name, phone, email, matter }: Entries): Problems {
  return {
    ...(name.trim() === '' && { name: 'error.required' }),
    ...(matter.trim() === '' && { matter: 'error.required' }),
    ...(phone.trim() === '' && email.trim() === '' && { phone: 'error.contact' }),
  };
}

/** What the server says of fields, in our words. */
export function serverProblems(fields: readonly FieldProblem[], kind: string): Problems {
  const problems: Problems = {};
  for (const { field, message } of fields) {
    const name = entryOf(field);
    if (name) problems[name] = wordFor(name, message, kind);
  }
  return problems;
}

/** `customer.phone` is the phone, as the form has it. */
function entryOf(field: string): keyof Entries | undefined {
  const last = field.split('.').at(-1) ?? '';
  if (last === 'occurredAt') return 'occurredText';
  return isEntry(last) ? last : undefined;
}

function isEntry(name: string): name is keyof Entries {
  return Object.hasOwn(EMPTY, name);
}

function wordFor(name: keyof Entries, message: string, kind: string): CustomerWord {
  if (kind === 'personal-number') return 'error.number';
  if (message.includes('vague')) return 'error.vague';
  if (/^Is missing/.test(message)) return 'error.required';
  if (/^Too big/.test(message)) return 'error.too-long';
  if (name === 'phone') return 'error.phone';
  return name === 'email' ? 'error.email' : 'error.invalid';
}
