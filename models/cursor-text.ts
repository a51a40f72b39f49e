import type { z } from 'zod';

/** The text by which a list lets its reader go on: a position, which only the list itself understands. */
export function cursorText(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position that a cursor stands for; undefined if it is not one of this form. */
export function positionIn<P>(form: z.ZodType<P>, cursor: string): P | undefined {
  const parsed = form.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
