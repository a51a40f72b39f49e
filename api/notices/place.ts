import { z } from 'zod';
import type { NoticePlace } from '../../models/notices';

const written = z.tuple([z.iso.datetime(), z.string().max(100)]);

/** A cursor: the last item of a page, by its time (ISO 8601) and its id. */
export function writePlace({ writtenAt, id }: NoticePlace): string {
  return Buffer.from(JSON.stringify([writtenAt, id])).toString('base64url');
}

/** Undefined: it is no cursor. */
export function readPlace(cursor: string): NoticePlace | undefined {
  const parsed = written.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) return undefined;
  const [writtenAt, id] = parsed.data;
  return { writtenAt, id };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
