import { useState } from 'react';

/** What was typed and not sent, by the name of its place: it outlives a code that has to be entered again. */
const drafts = new Map<string, string>();

/** As `useState`, for a text; emptying it forgets it. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(name) ?? '');
  const change = (next: string): void => {
    if (next === '') drafts.delete(name);
    else drafts.set(name, next);
    setText(next);
  };
  return [text, change];
}

/** What they belonged to was sent. */
export function forgetDrafts(): void {
  drafts.clear();
}
