import type { DutyStores, FollowUpDocument } from '../../models/duties';
import type { ImportStore } from '../../models/imports';
import type { MailDocument, MailStore } from '../../models/mails';
import { together } from '../../models/together';
import { contactTermsOf, searchTerm } from '../../models/search/customer-terms';
import type { Elsewhere } from '../../models/subject-requests';
import type { Filing } from '../complaints/submit';
import type { SealedRows } from '../imports/sealed-rows';

export interface ElsewhereSources {
  readonly duties: { readonly followUps: Pick<DutyStores['followUps'], 'about' | 'byIds'> };
  readonly mails: Pick<MailStore, 'ofSender' | 'find'>;
  readonly imports: Pick<ImportStore, 'unfiledRows' | 'unfiledRow'>;
  readonly sealedRows: SealedRows;
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

/** Rows whose keys are fetched at once. */
const TOGETHER = 500;
/** Shorter ones stand in other texts by chance. */
const LONG_ENOUGH = 6;

/** What is kept about a customer that is no case: contacts on the calendar of duties, mails, rows that wait to be filed. */
export async function findElsewhere(
  { duties, mails, imports, sealedRows, senderDigest }: ElsewhereSources,
  { names, email, ...others }: WantedPerson,
): Promise<Elsewhere> {
  const contacts = contactTermsOf({ name: '', ...others, ...(email !== undefined && { email }) });
  const whole = new Set([...contacts, ...names.map(searchTerm)]);
  const parts = contacts.filter((term) => term.length >= LONG_ENOUGH);
  const isThem = (customer: string): boolean => {
    const text = searchTerm(customer);
    return whole.has(text) || parts.some((part) => text.includes(part));
  };
  const importRows: string[] = [];
  for await (const some of together(imports.unfiledRows(), TOGETHER)) {
    await sealedRows.prepare(some);
    for (const row of some) {
      const filing = await sealedRows.open(row);
      if (filing && contactTermsOf(filing.customer).some((term) => contacts.includes(term))) {
        importRows.push(row.id);
      }
    }
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
  { duties, mails, imports, sealedRows }: ElsewhereSources,
  { followUps, mails: ids, importRows }: Elsewhere,
) {
  const waiting: { readonly row: number; readonly filing: Filing }[] = [];
  for (const id of importRows) {
    const found = await imports.unfiledRow(id);
    const filing = found && (await sealedRows.open(found));
    if (filing) waiting.push({ row: found.row, filing });
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
