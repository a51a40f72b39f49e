import type { Limit } from '../../domain/calendar/limit';
import { ERASED } from '../../models/sealing';
import { html, type Html } from './html';
import type { DocumentWords } from './words';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Any JSON value as people read it: fields and choices by their names, times in the company's zone, what is erased as such.
 *
 * @param field what it is the value of, if it is a field
 */
export function valueHtml(words: DocumentWords, value: unknown, field?: string): Html {
  if (value === null || value === undefined || value === '') return html`–`;
  if (value === ERASED) return html`<em>${words.say('document.erased')}</em>`;
  if (typeof value === 'string') return html`<span class="text">${textOf(words, value, field)}</span>`;
  if (typeof value === 'boolean') return html`${words.say(value ? 'document.yes' : 'document.no')}`;
  if (typeof value === 'number') return html`${value}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return html`–`;
    return html`<ul>
      ${value.map((one) => html`<li>${valueHtml(words, one, field)}</li>`)}
    </ul>`;
  }
  if (typeof value !== 'object') return html`–`;
  if (isLimit(value)) return html`${words.limit(value)}`;
  if (hasGivenTime(value)) return valueHtml(words, value.given);
  return fieldsHtml(words, value);
}

function isLimit(value: object): value is Limit {
  if ('endOfDay' in value) return typeof value.endOfDay === 'number';
  return 'duration' in value && typeof value.duration === 'string' && 'calendar' in value;
}

/** A limit that no rule gave, but somebody. */
function hasGivenTime(value: object): value is { readonly given: string } {
  return Object.keys(value).length === 1 && 'given' in value && typeof value.given === 'string';
}

/** Fields that hold user ids. What is none is shown as it is: owners of plans may be names. */
const PEOPLE: ReadonlySet<string> = new Set([
  'by',
  'handler',
  'lead',
  'members',
  'owner',
  'person',
  'supervisors',
  'user',
]);
const DEPARTMENTS: ReadonlySet<string> = new Set(['department', 'aboutDepartment']);

/** A text is as somebody wrote it, unless it is a time, an id, or one of the values that its field may have. */
function textOf(words: DocumentWords, text: string, field: string | undefined): string {
  if (INSTANT.test(text)) return words.time(text);
  if (field === undefined) return text;
  if (PEOPLE.has(field)) return words.person(text);
  if (DEPARTMENTS.has(field)) return words.department(text);
  if (field === 'channel') return words.channel(text);
  const keys = [`choice.${field}.${text}`, `${field}.${text}`, `choice.${text}`];
  const known = keys.find((key) => words.has(key));
  return known === undefined ? text : words.say(known);
}

/**
 * The fields of an object that hold anything.
 *
 * @param of the type of the event that they are of, whose fields may have names of their own
 */
export function fieldsHtml(words: DocumentWords, fields: object, of?: string): Html {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 0) return html`–`;
  return html`<dl>
    ${given.map(
      ([name, value]: [string, unknown]) =>
        html`<div>
          <dt>${words.field(name, of)}</dt>
          <dd>${valueHtml(words, value, name)}</dd>
        </div>`,
    )}
  </dl>`;
}
