/** A field that the server refused, and what it asks for. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** An answer other than success (RFC 9457). */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    /** 0: the server was not reached. */
    readonly status: number,
    /** The last part of the problem's type, such as `not-admitted`. */
    readonly kind: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
    /** What the server sent, for what only some problems say. */
    readonly body?: unknown,
  ) {
    super(detail);
  }
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of an answer.
 *
 * @throws {Failure} if it is none of success, or none came
 */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await reached(call);
  if (data !== undefined) return data;
  throw failureOf(response, error);
}

/** @throws {Failure} with status 0 if the server was not reached */
export async function reached<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(0, 'unreached', '');
  }
}

export function failureOf(response: Response, body: unknown): Failure {
  const problem = recordOf(body);
  const type = typeof problem['type'] === 'string' ? problem['type'] : '';
  const detail = typeof problem['detail'] === 'string' ? problem['detail'] : response.statusText;
  return new Failure(
    response.status,
    type.split('/').at(-1) ?? '',
    detail,
    fieldsOf(problem['errors']),
    body,
  );
}

function fieldsOf(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => {
    const { field, message } = recordOf(error);
    return typeof field === 'string' && typeof message === 'string' ? [{ field, message }] : [];
  });
}

/** The value as an object, or an empty one if it is none. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
