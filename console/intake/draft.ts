import type { Schemas } from '../http/client';
import { recordOf } from '../http/failure';
import { payloadOf } from '../commands/payload';

export type Draft = Schemas['IntakeDraft'];
export type Preview = Schemas['IntakePreview'];
export type Filing = Schemas['Filing'];

/** What is being written, and the key by which it is filed once at the most. */
export interface Kept {
  readonly draft: Draft;
  readonly key: string;
}

const EMPTY: Draft = { kind: 'complaint', channel: 'phone' };

function placeOf(user: string): string {
  return `redress.draft.${user}`;
}

export function newDraft(): Kept {
  return { draft: EMPTY, key: crypto.randomUUID() };
}

/** What was being written here when the tab was closed. */
export function keptDraft(user: string): Kept | undefined {
  try {
    const { draft, key } = recordOf(JSON.parse(localStorage.getItem(placeOf(user)) ?? 'null'));
    return isDraft(draft) && typeof key === 'string' ? { draft, key } : undefined;
  } catch {
    return undefined;
  }
}

function isDraft(value: unknown): value is Draft {
  return typeof recordOf(value)['kind'] === 'string';
}

export function keepDraft(user: string, kept: Kept): void {
  localStorage.setItem(placeOf(user), JSON.stringify(kept));
}

export function forgetDraft(user: string): void {
  localStorage.removeItem(placeOf(user));
}

export function isEmpty({ draft }: Kept): boolean {
  return JSON.stringify(written(draft)) === JSON.stringify(EMPTY);
}

/** The draft with what was really written in it. */
export function written(draft: Draft): Draft {
  return { ...payloadOf(draft), kind: draft.kind };
}

/** The text of a field named as the server names it, such as `customer.name`. */
export function textAt(draft: Draft, field: string): string {
  const value = field.split('.').reduce<unknown>((of, name) => recordOf(of)[name], written(draft));
  return typeof value === 'string' ? value : '';
}
