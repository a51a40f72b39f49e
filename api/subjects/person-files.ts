import { endOfKeeping } from '../../domain/case/retention';
import type { AccessEntry, AccessRecord } from '../../models/access-record';
import type { AttachmentStore } from '../../models/attachments';
import type { CaseDocument, CaseStore } from '../../models/cases';
import type { KeepingStore } from '../../models/keeping';
import type { NoticeStore } from '../../models/notices';
import type { Directory } from '../../models/people';
import type { PolicyStore } from '../../models/policies';
import { attachedFiles, bundledFiles, type BundledFile } from '../bundles/attachments';
import { viewOf } from '../complaints/case-view';
import { eventView } from '../complaints/event-view';
import { pinnedPolicy } from '../complaints/pinned-policy';
import { jsonFile } from '../documents/json';
import { namesNow, withChannels, withoutPeople } from '../documents/names';
import { bilingualPage } from '../documents/page';
import type { ZippedFile } from '../documents/signed-zip';
import type { ImportStore } from '../../models/imports';
import type { MailStore } from '../../models/mails';
import type { SubjectRequest } from '../../models/subject-requests';
import { mailView, readElsewhere, type ElsewhereSources } from './elsewhere';
import { casePage, elsewherePage, letterPage } from './pages';

export interface PersonSources extends ElsewhereSources {
  readonly cases: Pick<CaseStore, 'find' | 'eventsOf'>;
  readonly keeping: Pick<KeepingStore, 'find'>;
  readonly policies: Pick<PolicyStore, 'find'>;
  readonly directory: Pick<Directory, 'users' | 'departments'>;
  readonly attachments: AttachmentStore;
  readonly notices: Pick<NoticeStore, 'ofCase'>;
  readonly accessRecord: Pick<AccessRecord, 'list'>;
  readonly mails: Pick<MailStore, 'ofCase' | 'ofSender' | 'find'>;
  readonly imports: Pick<ImportStore, 'rowsFiledAs' | 'unfiledRows' | 'unfiledRow'>;
  /** IANA zone of the company. */
  readonly zone: string;
}

/** Longer than any life, so that a case is read at once; one case is in memory at a time. */
const WHOLE_CASE = 100_000;
const ENTRIES = 200;
/** How a notice names the customer of its case. */
const CUSTOMER = 'customer';

/** Everything kept about a customer: the answer to them, and each case as a page, as JSON, and with its files. */
export async function* personFiles(
  sources: PersonSources,
  { numbers, elsewhere }: Pick<SubjectRequest, 'numbers' | 'elsewhere'>,
  at: string,
): AsyncGenerator<ZippedFile> {
  const { zone } = sources;
  // Who of the staff did it stands there by id: their names are not what the customer asks for.
  const names = withoutPeople(await namesNow(sources.directory));
  yield { path: 'index.html', content: bilingualPage('Redress', zone, letterPage(numbers, at)) };
  const besides = await readElsewhere(sources, elsewhere);
  yield { path: 'elsewhere.html', content: bilingualPage('Redress', zone, elsewherePage(besides)) };
  yield { path: 'elsewhere.json', content: jsonFile(besides) };
  for (const number of numbers) {
    const found = await sources.cases.find(number);
    if (!found) continue;
    const kept = await keptOf(sources, found);
    const named = withChannels(names, await pinnedPolicy(sources, found));
    yield { path: `${number}/index.html`, content: bilingualPage(number, zone, casePage(kept), named) };
    yield { path: `${number}/data.json`, content: jsonFile(kept) };
    yield* attachedFiles(sources.attachments, kept.files);
  }
}

export type KeptCase = Awaited<ReturnType<typeof keptOf>>;

/** All that is kept about the customer in one case. */
async function keptOf(sources: PersonSources, found: CaseDocument) {
  const { cases, keeping, attachments, notices, mails, imports } = sources;
  const { _id: number } = found;
  const [events, kept, files, told, accessed, came, rows] = await Promise.all([
    cases.eventsOf(number, 0, WHOLE_CASE),
    keeping.find(number),
    bundledFiles(attachments, found.state, `${number}/files`),
    notices.ofCase(number),
    entriesOf(sources, number),
    mails.ofCase(number),
    imports.rowsFiledAs(number),
  ]);
  return {
    case: viewOf({ kind: 'case', document: found }),
    keptUntil: endOfKeeping(found.state) ?? null,
    held: kept.holds.some(({ lifted }) => lifted === undefined),
    erasedAt: kept.erasure?.at.toISOString() ?? null,
    customer: customerOf(found),
    events: events.map(eventView),
    files: files satisfies readonly BundledFile[],
    notices: told
      .filter(({ recipient }) => recipient === CUSTOMER)
      .map(({ template, channel, status, writtenAt }) => ({ template, channel, status, writtenAt })),
    mails: came.map(mailView),
    importRows: rows.map(({ row }) => row),
    accessed: accessed.map(({ at, user, action, outcome }) => ({
      at: at.toISOString(),
      user,
      action,
      outcome,
    })),
  };
}

function customerOf({ state }: CaseDocument): object {
  return { ...state.intake.customer };
}

async function entriesOf({ accessRecord }: PersonSources, number: string): Promise<readonly AccessEntry[]> {
  const entries: AccessEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await accessRecord.list({
      filter: { number },
      limit: ENTRIES,
      ...(cursor !== undefined && { cursor }),
    });
    entries.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return entries;
}
