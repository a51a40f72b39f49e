import { z } from 'zod';
import { cursorText, positionIn } from '../../models/cursor-text';
import type { NoticePlace } from '../../models/notices';

const written = z.tuple([z.iso.datetime(), z.string().max(100)]);

/** A cursor: the last item of a page, by its time (ISO 8601) and its id. */
export function writePlace({ writtenAt, id }: NoticePlace): string {
  return cursorText([writtenAt, id]);
}

/** Undefined: it is no cursor. */
export function readPlace(cursor: string): NoticePlace | undefined {
  const place = positionIn(written, cursor);
  if (!place) return undefined;
  const [writtenAt, id] = place;
  return { writtenAt, id };
}
