import { Fragment } from 'react';
import { labelOf } from '../commands/labels';
import type { ListedCase } from '../http/client';
import { sayWord, useSay, type Say } from '../language/language';

type Found = NonNullable<ListedCase['found']>;

/** Where in the texts of a case a search found it. */
export function FoundText({ found }: { readonly found: Found }) {
  const say = useSay();
  return (
    <p className="found-text">
      <span className="quiet">{placeOf(say, found)}</span>
      {piecesOf(found).map(({ text, at, marked }) => (
        <Fragment key={at}>{marked ? <mark>{text}</mark> : text}</Fragment>
      ))}
    </p>
  );
}

/** What was written down at the beginning has names of its own; of all else it matters at which step it was written. */
function placeOf(say: Say, { event, field }: Found): string {
  const label = labelOf(say, event, field);
  const step = sayWord(say, 'event', event);
  return event === 'registered' || label.startsWith(step) ? label : `${step} · ${label}`;
}

interface Piece {
  readonly text: string;
  readonly at: number;
  readonly marked: boolean;
}

/** The text in pieces: between what was looked for, and that itself. */
function piecesOf({ text, ranges }: Found): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from = at, to = from] of ranges) {
    pieces.push({ text: text.slice(at, from), at, marked: false });
    pieces.push({ text: text.slice(from, to), at: from, marked: true });
    at = to;
  }
  return [...pieces, { text: text.slice(at), at, marked: false }].filter((piece) => piece.text !== '');
}
