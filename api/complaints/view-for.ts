import type { Actor } from '../../domain/people/actor';
import type { CaseEvent } from '../../domain/case/events';
import type { z } from 'zod';
import type { CaseView } from './case-schema';
import { viewOf } from './case-view';
import { CONTACT_FIELDS, maskedCustomer, withMaskedCustomers } from './contacts/mask';
import { needsContacts, type Concerned } from './contacts/need';
import { eventView, type eventSchema } from './event-view';
import { involvedIn, type FoundCase } from './find-case';

/** A complaint as this actor may see it; as it once stood, by the part in it that they have now. */
export function viewFor(actor: Actor, found: FoundCase, concerned: Concerned = involvedIn(found)): CaseView {
  const view = viewOf(found);
  if (needsContacts(actor, concerned)) return view;
  const { customer } = view;
  return {
    ...view,
    customer: maskedCustomer(customer),
    maskedFields: CONTACT_FIELDS.filter((field) => customer[field] !== undefined),
  };
}

/** An event of a complaint as this actor may see it. */
export function eventViewFor(
  actor: Actor,
  concerned: Concerned,
  event: CaseEvent,
): z.input<typeof eventSchema> {
  const view = eventView(event);
  if (needsContacts(actor, concerned)) return view;
  const { completion } = view;
  return {
    ...view,
    payload: withMaskedCustomers(view.payload),
    ...(completion && { completion: withMaskedCustomers(completion) }),
  };
}
