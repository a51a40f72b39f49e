import type { DutyStores, FollowUpDocument } from '../../models/duties';
import type { ImportStore } from '../../models/imports';
import type { MailDocument, MailStore } from '../../models/mails';
import { contactTermsOf, searchTerm } from '../../models/search/customer-terms';
import type { Elsewhere } from '../../models/subject-requests';
import type { SecretTexts } from '../../platform/codec';
import type { Filing } from '../complaints/submit';
import { createSealedRows } from '../imports/sealed-rows';

export interface ElsewhereSources {
  readonly duties: { readonly followUps: Pick<DutyStores['followUps'], 'about' | 'byIds'> };
  readonly mails: Pick<MailStore, 'ofSender' | 'find'>;
  readonly imports: Pick<ImportStore, 'unfiledRows' | 'unfiledRow'>;
  /** Opens rows of imports. */
  readonly secrets: SecretTexts;
  /** By which the mails of an address are found. */
  readonly senderDigest: (address: string) => string;
}

/** By what a customer is looked for outside of cases. */
export interface WantedPerson {
  readonly phone?: string;
  readonly email?: string;
  readonly account?: string;
  /** The one that was asked for, and those under which their cases were filed. */
  readonly names: readonly string[];
}

/** Shorter ones stand in other texts by chance. */
const LONG_ENOUGH = 6;

/** What is kept about a customer that is no case: contacts on the calendar of duties, mails, rows that wait to be filed. */
export async function findElsewhere(
  { duties, mails, imports, secrets, senderDigest }: ElsewhereSources,
  { names, email, ...others }: WantedPerson,
): Promise<Elsewhere> {
  const contacts = contactTermsOf({ name: '', ...others, ...(email !== undefined && { email }) });
  const whole = new Set([...contacts, ...names.map(searchTerm)]);
  const parts = contacts.filter((term) => term.length >= LONG_ENOUGH);
  const isThem = (customer: string): boolean => {
    const text = searchTerm(customer);
    return whole.has(text) || parts.some((part) => text.includes(part));
  };
  const rows = createSealedRows(secrets);
  const importRows: string[] = [];
  for await (const { id, import: file, row, sealed } of imports.unfiledRows()) {
    const { customer } = rows.open(file, row, sealed);
    if (contactTermsOf(customer).some((term) => contacts.includes(term))) importRows.push(id);
  }
  return {
    followUps: (await duties.followUps.about(isThem)).map(({ _id }) => _id),
    mails: email === undefined ? [] : (await mails.ofSender(senderDigest(email))).map(({ _id }) => _id),
    importRows,
  };
}

export type KeptElsewhere = Awaited<ReturnType<typeof readElsewhere>>;

/** What was found, as it stands now; what has gone since is passed over. */
export async function readElsewhere(
  { duties, mails, imports, secrets }: ElsewhereSources,
  { followUps, mails: ids, importRows }: Elsewhere,
) {
  const rows = createSealedRows(secrets);
  const waiting: { readonly row: number; readonly filing: Filing }[] = [];
  for (const id of importRows) {
    const found = await imports.unfiledRow(id);
    if (found) waiting.push({ row: found.row, filing: rows.open(found.import, found.row, found.sealed) });
  }
  const found = await Promise.all(ids.map((id) => mails.find(id)));
  return {
    followUps: (await duties.followUps.byIds(followUps)).map(contactView),
    mails: found.flatMap((mail) => (mail ? [mailView(mail)] : [])),
    importRows: waiting,
  };
}

function contactView({ customer, at, method, content, problems, reason }: FollowUpDocument) {
  return { customer, at: at.toISOString(), method, content, problems: problems ?? null, reason };
}

/** A mail that came: what it says stands in its case, and nowhere else. */
export function mailView({ at, shownSender, outcome, number }: MailDocument) {
  return { at: at.toISOString(), sender: shownSender, outcome, number: number ?? null };
}
