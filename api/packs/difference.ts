import { diffArrays } from 'diff';

export interface LineChange {
  readonly change: 'same' | 'added' | 'removed';
  readonly line: string;
}

/** What has been added to and removed from some lines; nothing at all if they are the same. */
export function differenceOf(before: readonly string[], after: readonly string[]): LineChange[] {
  const parts = diffArrays([...before], [...after]);
  if (parts.every(({ added, removed }) => !added && !removed)) return [];
  return parts.flatMap(({ added, removed, value }) => {
    const change = added ? 'added' : removed ? 'removed' : 'same';
    return value.map((line) => ({ change, line }) as const);
  });
}
