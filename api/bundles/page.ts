import type { z } from 'zod';
import type { CaseView } from '../complaints/case-schema';
import type { clockView } from '../complaints/clock-view';
import type { eventSchema } from '../complaints/event-view';
import type { RunHistory } from '../complaints/history';
import { eventHtml } from '../documents/event';
import { html, type Html } from '../documents/html';
import { fieldsHtml, valueHtml } from '../documents/value';
import type { Body } from '../documents/page';
import type { DocumentWords } from '../documents/words';
import type { Erasure } from '../../models/keeping';
import type { BundledFile } from './attachments';

/** All that the page of a case shows. Its events are read while it is written. */
export interface BundlePage {
  readonly view: CaseView;
  readonly clocks: readonly ReturnType<typeof clockView>[];
  readonly events: () => AsyncIterable<z.input<typeof eventSchema>>;
  readonly files: readonly BundledFile[];
  readonly runs: readonly RunHistory[];
  readonly notices: readonly {
    readonly template: string;
    readonly status: string;
    readonly writtenAt: string;
  }[];
  readonly erasure: Erasure | undefined;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly madeBy: string;
}

/** The case as people read it: the facts, the time limits, everything that has happened, and what comes with it. */
export function bundlePage(page: BundlePage): Body {
  return async function* (words) {
    yield head(words, page);
    yield section(words, 'bundle.intake', fieldsHtml(words, intakeOf(page.view)));
    yield section(words, 'bundle.standing', fieldsHtml(words, standingOf(page.view)));
    yield section(words, 'bundle.clocks', html`${page.clocks.map((clock) => clockHtml(words, clock))}`);
    yield html`<h2>${words.say('bundle.events')}</h2>`;
    for await (const event of page.events()) yield eventHtml(words, event);
    yield section(words, 'bundle.files', filesHtml(words, page.files));
    yield section(words, 'bundle.notices', noticesHtml(words, page.notices));
    yield section(words, 'bundle.histories', historiesHtml(words, page.runs));
  };
}

function head(words: DocumentWords, page: BundlePage): Html {
  const { say, time } = words;
  const { number, maskedFields } = page.view;
  return html`<h1>${say('bundle.title', { number })}</h1>
    <p class="quiet">${say('bundle.made', { at: time(page.madeAt), by: words.person(page.madeBy) })}</p>
    ${page.erasure ? html`<p class="box">${erasedText(words, page.erasure)}</p>` : html``}
    ${maskedFields && maskedFields.length > 0 ? html`<p class="quiet">${say('bundle.masked')}</p>` : html``}
    <p>${say('bundle.what')}</p>
    <p>${say('bundle.verify')}</p>`;
}

function erasedText({ say, time, person }: DocumentWords, { at, by, reason }: Erasure): string {
  return say('bundle.erased', { at: time(at.toISOString()), by: person(by), reason });
}

function section({ say }: DocumentWords, title: string, content: Html): Html {
  return html`<h2>${say(title)}</h2>
    ${content}`;
}

function intakeOf({ customer, matter, expectation, channel, receivedAt, occurredAt }: CaseView): object {
  return { customer, matter, expectation, channel, receivedAt, occurredAt };
}

function standingOf({
  kind,
  stage,
  round,
  policy,
  department,
  handler,
  owner,
  contentType,
  subtype,
  urgency,
  level,
}: CaseView): object {
  return { kind, stage, round, policy, department, handler, owner, contentType, subtype, urgency, level };
}

function clockHtml(words: DocumentWords, clock: BundlePage['clocks'][number]): Html {
  const { title, clause, startedAt, dueAt, state, ended, endedAt, holder } = clock;
  // What is not asked for any more was neither kept nor missed.
  const shown = ended === 'superseded' && state === 'kept' ? { ended } : { state };
  return html`<div class="event">
    <h3>${title[words.language]}</h3>
    ${fieldsHtml(words, { clause, holder, startedAt, dueAt, ...shown, endedAt })}
  </div>`;
}

function filesHtml({ say }: DocumentWords, files: readonly BundledFile[]): Html {
  if (files.length === 0) return html`<p>${say('bundle.no-files')}</p>`;
  return html`<ul>
    ${files.map(({ title, path }) =>
      path === undefined
        ? html`<li>${title} (${say('bundle.lost-file')})</li>`
        : html`<li>
            ${title}: <a href="${encodeURI(path)}"><code>${path}</code></a>
          </li>`,
    )}
  </ul>`;
}

function noticesHtml(words: DocumentWords, notices: BundlePage['notices']): Html {
  if (notices.length === 0) return html`<p>${words.say('bundle.no-notices')}</p>`;
  return valueHtml(
    words,
    notices.map(({ template, status, writtenAt }) =>
      words.say('bundle.notice', {
        at: words.time(writtenAt),
        notice: words.say(`notice-name.${template}`),
        status: words.say(`status.${status}`),
      }),
    ),
  );
}

function historiesHtml({ say, time }: DocumentWords, runs: readonly RunHistory[]): Html {
  if (runs.length === 0) return html`<p>${say('bundle.no-histories')}</p>`;
  return html`<ul>
    ${runs.map(
      ({ runId, source, startedAt, closedAt, sha256 }) =>
        html`<li>
          <code>${runId}</code> (${say(`source.${source}`)}) ${startedAt === undefined ? '' : time(startedAt)}
          – ${closedAt === undefined ? '' : time(closedAt)} <code>${sha256 ?? ''}</code>
        </li>`,
    )}
  </ul>`;
}
