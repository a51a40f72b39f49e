import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '../../domain/people/actor';
import type { ArchiveStore } from '../../models/archives';
import type { AttachmentStore } from '../../models/attachments';
import type { CaseDocument, CaseStore } from '../../models/cases';
import type { KeepingStore } from '../../models/keeping';
import type { NoticeStore } from '../../models/notices';
import type { Directory } from '../../models/people';
import type { PolicyStore } from '../../models/policies';
import { clockView } from '../complaints/clock-view';
import { withMaskedHistory } from '../complaints/contacts/history';
import { needsContacts } from '../complaints/contacts/need';
import { findCase, type CaseFinder } from '../complaints/find-case';
import type { HistoryReader } from '../complaints/history';
import { pinnedPolicy } from '../complaints/pinned-policy';
import { eventViewFor, viewFor } from '../complaints/view-for';
import { jsonFile, jsonLines } from '../documents/json';
import { namesNow, withChannels } from '../documents/names';
import { bilingualPage } from '../documents/page';
import type { ZippedFile } from '../documents/signed-zip';
import { attachedFiles, bundledFiles } from './attachments';
import { bundlePage } from './page';

export interface BundleSources extends CaseFinder {
  readonly cases: Pick<CaseStore, 'find' | 'eventsOf'>;
  readonly keeping: Pick<KeepingStore, 'find'>;
  readonly policies: Pick<PolicyStore, 'find'>;
  readonly attachments: AttachmentStore;
  readonly archives: ArchiveStore;
  readonly histories: HistoryReader;
  readonly notices: Pick<NoticeStore, 'ofCase'>;
  readonly directory: Pick<Directory, 'users' | 'departments'>;
  /** IANA zone of the company. */
  readonly zone: string;
  /** What the records of a case are proven by, with the verifier of it. */
  readonly proofFiles?: (number: string) => AsyncIterable<ZippedFile>;
}

const VERIFIER = path.join(__dirname, '..', '..', 'verifier', 'verify-bundle.mjs');

/** Events that are in memory at once. */
const PAGE = 500;

/**
 * Everything that is kept of a case, as files. What can fail for a reason that whoever asks can do something about has
 * been read when this returns; the rest is read while it is written.
 *
 * @throws {Problem} `not-found`, `not-yet`, `not-allowed`; `unavailable` if Temporal has the live history and is away
 */
export async function bundleOf(
  sources: BundleSources,
  number: string,
  actor: Actor,
  madeAt: string,
): Promise<AsyncIterable<ZippedFile>> {
  const found = await findCase(sources, number, actor);
  const contacts = needsContacts(actor, found);
  const runs = await sources.histories.runsOf(number);
  const shownRuns = contacts ? runs : runs.map(withMaskedHistory);
  const [policy, files, notices, keeping, names] = await Promise.all([
    pinnedPolicy(sources, found),
    bundledFiles(sources.attachments, found.state, 'attachments'),
    sources.notices.ofCase(number),
    sources.keeping.find(number),
    namesNow(sources.directory),
  ]);
  const view = viewFor(actor, { kind: 'case', document: found });
  const events = () => eventsOf(sources, found, actor);
  const page = bundlePage({
    view,
    clocks: found.state.clocks.map((clock) => clockView(clock, policy)),
    events,
    files,
    runs: shownRuns,
    notices,
    erasure: keeping.erasure,
    madeAt,
    madeBy: actor.user,
  });

  return (async function* (): AsyncGenerator<ZippedFile> {
    yield {
      path: 'index.html',
      content: bilingualPage(number, sources.zone, page, withChannels(names, policy)),
    };
    yield { path: 'case.json', content: jsonFile(view) };
    yield { path: 'events.json', content: jsonLines(events()) };
    yield* attachedFiles(sources.attachments, files);
    for (const run of shownRuns) yield { path: `history/${run.runId}.json`, content: jsonFile(run) };
    yield* archivedRuns(sources.archives, number);
    if (sources.proofFiles) yield* sources.proofFiles(number);
    yield { path: 'verify.mjs', content: await readFile(VERIFIER) };
  })();
}

async function* eventsOf(
  { cases }: Pick<BundleSources, 'cases'>,
  found: CaseDocument,
  actor: Actor,
): AsyncGenerator<ReturnType<typeof eventViewFor>> {
  let after = 0;
  while (after < found.revision) {
    const page = await cases.eventsOf(found._id, after, PAGE);
    // What is recorded meanwhile is not of the case as it stands in this bundle.
    for (const event of page) if (event.seq <= found.revision) yield eventViewFor(actor, found, event);
    const last = page.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

/** Byte for byte as they were archived, encrypted: what their SHA-256 is of. */
async function* archivedRuns(
  archives: BundleSources['archives'],
  number: string,
): AsyncGenerator<ZippedFile> {
  for (const run of await archives.runsOf(number)) {
    const content = await archives.historyOf(run);
    if (content) yield { path: `history/${run.runId}.archived`, content };
  }
}
