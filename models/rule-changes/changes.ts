import type { Actor } from '../../domain/people/actor';
import type { RuleChangeDocument } from './documents';

/** Who changed the rules, when, and why. */
export interface RuleChangeNote {
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
}

/** The change that a version of the company's calendar is. */
export function calendarChange(version: number, { by, at, reason }: RuleChangeNote): RuleChangeDocument {
  return { _id: `calendar-${version}`, rules: { kind: 'calendar', version }, reason, by, at };
}

/**
 * The move of cases to a version of their pack.
 *
 * @param unique tells this move from others
 * @param cases the numbers; undefined: every open case of the pack
 */
export function packMove(
  pack: { readonly id: string; readonly toVersion: number; readonly cases?: readonly string[] },
  unique: string,
  { by, at, reason }: RuleChangeNote,
): RuleChangeDocument {
  return { _id: `pack-${pack.id}-${unique}`, rules: { kind: 'pack', ...pack }, reason, by, at };
}
