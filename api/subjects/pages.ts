import { eventHtml } from '../documents/event';
import { html, type Html } from '../documents/html';
import type { Body } from '../documents/page';
import { fieldsHtml, valueHtml } from '../documents/value';
import type { DocumentWords } from '../documents/words';
import type { KeptElsewhere } from './elsewhere';
import type { KeptCase } from './person-files';

/** The answer to the customer, with a link to each of their cases. */
export function letterPage(numbers: readonly string[], at: string): Body {
  return function* ({ say, time }) {
    yield html`<h1>${say('subject.title')}</h1>`;
    yield html`<p class="letter">
      ${say('subject.letter-body', { cases: String(numbers.length), at: time(at) })}
    </p>`;
    yield html`<h2>${say('subject.cases')}</h2>`;
    if (numbers.length === 0) yield html`<p>${say('subject.none')}</p>`;
    yield html`<ul>
      ${numbers.map(
        (number) => html`<li><a href="${number}/index.html">${say('subject.number', { number })}</a></li>`,
      )}
    </ul>`;
    yield html`<p><a href="elsewhere.html">${say('subject.elsewhere')}</a></p>
      <p>${say('subject.erased-not-found')}</p>`;
  };
}

/** What is kept about the customer that is no case. */
export function elsewherePage(kept: KeptElsewhere): Body {
  return function* (words) {
    yield html`<h1>${words.say('subject.elsewhere')}</h1>`;
    yield section(words, 'subject.follow-ups', valueHtml(words, kept.followUps));
    yield section(words, 'subject.mails', valueHtml(words, kept.mails));
    yield section(words, 'subject.import-rows', valueHtml(words, kept.importRows));
  };
}

/** All that is kept about the customer in one case. */
export function casePage(kept: KeptCase): Body {
  return function* (words) {
    const { say, time } = words;
    const { number } = kept.case;
    yield html`<h1>${say('subject.number', { number })}</h1>
      <p>
        ${kept.keptUntil === null ? say('subject.kept-open') : say('subject.kept-until', { at: time(kept.keptUntil) })}
      </p>`;
    if (kept.held) yield html`<p class="box">${say('subject.held')}</p>`;
    if (kept.erasedAt !== null) {
      yield html`<p class="box">${say('subject.erased', { number, at: time(kept.erasedAt) })}</p>`;
    }
    yield section(words, 'field.customer', fieldsHtml(words, kept.customer));
    yield section(words, 'field.matter', valueHtml(words, kept.case.matter));
    yield section(words, 'bundle.events', html``);
    for (const event of kept.events) yield eventHtml(words, event);
    yield section(
      words,
      'subject.files',
      valueHtml(
        words,
        kept.files.map(({ title }) => title),
      ),
    );
    const told = kept.notices.map((notice) => ({
      ...notice,
      template: say(`notice-name.${notice.template}`),
    }));
    yield section(words, 'subject.notices', valueHtml(words, told));
    yield section(words, 'subject.mails', valueHtml(words, kept.mails));
    yield section(words, 'subject.import-rows', valueHtml(words, kept.importRows));
    const seen = kept.accessed.filter(({ outcome }) => outcome === 'done');
    yield section(
      words,
      'subject.access',
      valueHtml(
        words,
        seen.map(({ at, user, action }) =>
          say('subject.seen', { at: time(at), by: words.person(user), did: say(`access.${action}`) }),
        ),
      ),
    );
  };
}

function section({ say }: DocumentWords, title: string, content: Html): Html {
  return html`<h2>${say(title)}</h2>
    ${content}`;
}
