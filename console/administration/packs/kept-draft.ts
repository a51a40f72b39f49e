import { recordOf } from '../../http/failure';

/** What somebody has written of a pack, and on which version. */
export interface KeptDraft {
  readonly text: string;
  readonly basedOn: number;
}

function keyOf(user: string, pack: string): string {
  return `redress.pack-draft.${user}.${pack}`;
}

/** What was written on this device and not published; nothing personal is in a pack. */
export function keptDraft(user: string, pack: string): KeptDraft | undefined {
  const kept = localStorage.getItem(keyOf(user, pack));
  if (kept === null) return undefined;
  try {
    const { text, basedOn } = recordOf(JSON.parse(kept));
    return typeof text === 'string' && typeof basedOn === 'number' ? { text, basedOn } : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(user: string, pack: string, draft: KeptDraft): void {
  localStorage.setItem(keyOf(user, pack), JSON.stringify(draft));
}

export function forgetDraft(user: string, pack: string): void {
  localStorage.removeItem(keyOf(user, pack));
}
