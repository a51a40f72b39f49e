import { conceal, type AnyPlan } from '../../models/sealing';
import type { StoredRecord } from './shelves';

/**
 * Whether an event holds texts that are not sealed. Only who has the master key can seal a text, so that nobody else
 * makes up a case, an order or an event with words in it.
 *
 * @param plans what of an event's payload is sealed, by its type
 */
export function eventHasPlainTexts(
  { type = '', payload = {} }: StoredRecord,
  plans: Readonly<Record<string, AnyPlan>>,
): boolean {
  return hasPlainTexts({ payload }, { payload: plans[type] ?? 'sealed' });
}

/** The same of an entry of the access record. */
export function entryHasPlainTexts({ reason, words }: StoredRecord): boolean {
  return hasPlainTexts({ reason, words }, 'sealed');
}

function hasPlainTexts(document: object, plan: AnyPlan): boolean {
  return Object.keys(conceal(document, plan).texts).length > 0;
}
