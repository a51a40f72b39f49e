import type { FieldError, Refusal } from '../domain/case/refusal';
import { PROBLEM_TYPES, problemUri, type ProblemId } from './problem-types';

export type { FieldError } from '../domain/case/refusal';

/** What a problem says beyond its kind and detail. */
export interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of the body besides the standard ones. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An answer other than success. Neither its detail nor its members ever hold what was sent. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    readonly id: ProblemId,
    readonly detail: string,
    { errors, headers = {}, members = {}, cause }: ProblemOptions = {},
  ) {
    super(detail, { cause });
    this.errors = errors;
    this.headers = headers;
    this.members = members;
  }

  get status(): number {
    return PROBLEM_TYPES[this.id].status;
  }

  /** The body of the answer, application/problem+json. */
  toBody(): Record<string, unknown> {
    const { title, status } = PROBLEM_TYPES[this.id];
    return {
      type: problemUri(this.id),
      title,
      status,
      detail: this.detail,
      ...(this.errors && { errors: this.errors }),
      ...this.members,
    };
  }
}

/** Fields that are not valid, each with what is expected. */
export function invalidFields(errors: readonly FieldError[]): Problem {
  const names = errors.map(({ field }) => field || 'the body').join(', ');
  return new Problem('invalid', `Not valid: ${names}. Nothing was stored.`, { errors });
}

/** For one field that is not as it must be. The message never holds what was sent. */
export function invalidField(field: string, message: string): Problem {
  return invalidFields([{ field, message }]);
}

/** @param seconds after which it is worth trying again */
export function unavailable(detail: string, seconds: number, options: ProblemOptions = {}): Problem {
  return new Problem('unavailable', detail, {
    ...options,
    headers: { 'Retry-After': String(seconds), ...options.headers },
  });
}

/** The refusal of a command as the problem it is answered with. */
export function problemOfRefusal({
  code,
  message,
  stage,
  admitted,
  fields,
}: Refusal<string, string>): Problem {
  const members = { ...(stage && { stage }), ...(admitted && { admitted }) };
  switch (code) {
    case 'role':
    case 'authority':
      return new Problem('not-allowed', message, { members: { code, ...members } });
    case 'stage':
    case 'rule':
      return new Problem('not-admitted', message, { members: { code, ...members } });
    case 'personal-number':
      return new Problem('personal-number', message, { ...(fields && { errors: fields }) });
    case 'invalid':
    case 'plaintext':
      return new Problem('invalid', message, { ...(fields && { errors: fields }) });
  }
}
