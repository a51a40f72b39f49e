import { contactWays } from '../../domain/case/contact-ways';
import { WHOLE_CASE } from '../commands/recorded-answer';
import { pinnedPolicy } from '../complaints/pinned-policy';
import type { CaseDocument } from '../../models/cases';
import type { CustomerLinkDocument } from '../../models/customer-links';
import { compose } from '../../models/notices/compose';
import { text } from '../../models/notices/texts';
import { customerLinkTo } from '../../platform/customer-secrets';
import type { CustomerServices } from './services';

const TEMPLATE = 'customer-link';

/** Sends a new link to the mailbox or phone on record. Returns whether that was possible; the log has why not. */
export async function sendLink(
  services: CustomerServices,
  document: CaseDocument,
  link: CustomerLinkDocument,
): Promise<boolean> {
  const [way] = contactWays(document.state.intake.customer, services.sms !== undefined);
  if (way === undefined) return false;
  try {
    if (way === 'sms') await sendText(services, document, link);
    else await sendMail(services, document, link);
    return true;
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    services.logger.warn({ number: link.number, way, code }, 'The new link of a customer could not be sent');
    return false;
  }
}

async function sendText(services: CustomerServices, document: CaseDocument, link: CustomerLinkDocument) {
  const { number } = link;
  const values = { number, customerLink: addressOf(services, link) };
  await services.sms?.send({
    id: idOf(link),
    to: document.state.intake.customer.phone ?? '',
    text: text('zh', 'customer-link.sms', values),
  });
}

async function sendMail(services: CustomerServices, document: CaseDocument, link: CustomerLinkDocument) {
  const { state } = document;
  const { name, email = '' } = state.intake.customer;
  const event = (await services.cases.eventsOf(link.number, 0, WHOLE_CASE)).at(-1);
  if (!event) throw new Error(`The case ${link.number} has no events.`);
  const letter = compose('customer', {
    template: TEMPLATE,
    event,
    state,
    policy: await pinnedPolicy(services, document),
    department: undefined,
    name,
    inPlaceOf: [],
    link: '',
    customerLink: addressOf(services, link),
    zone: services.zone,
  });
  const date = link.madeAt.toISOString();
  const to = { name, address: email };
  await services.mailer.send({ id: idOf(link), to, subject: letter.subject, text: letter.text, date });
}

/** The same on every attempt, and no hint at the token. */
function idOf({ number, madeAt }: CustomerLinkDocument): string {
  return `link-${number}-${madeAt.getTime()}`;
}

function addressOf({ publicUrl, customerSecrets }: CustomerServices, { _id }: CustomerLinkDocument): string {
  return customerLinkTo(publicUrl, customerSecrets.tokenOf(_id));
}
