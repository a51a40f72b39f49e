import type { z } from 'zod';
import type { eventSchema } from '../complaints/event-view';
import { html, type Html } from './html';
import { fieldsHtml } from './value';
import type { DocumentWords } from './words';

type EventView = z.input<typeof eventSchema>;

/** What the heading or the page says already, and what only the clocks need. The JSON beside the page has all of it. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  registered: ['number', 'ownedBy'],
  'stage-entered': ['stage'],
  'round-opened': ['round'],
  'clock-started': ['id', 'rule', 'reckoning', 'resumed'],
  'clock-ended': ['id'],
  'clock-paused': ['id'],
  'clock-retimed': ['id', 'reckoning', 'given'],
  'clock-warned': ['id'],
  'clock-broken': ['id'],
  'clock-overdue': ['id'],
  'supervisor-named': ['because'],
  'limits-met': ['rules'],
};

/** What has happened, by whom, and what was said then. */
export function eventHtml(words: DocumentWords, event: EventView): Html {
  const { seq, type, at, actor } = event;
  const by = words.say('document.by', { who: words.person(actor.user), at: words.time(at) });
  const told = toldOf(event);
  return html`<div class="event">
    <h3>${seq}. ${headingOf(words, event)}</h3>
    <p class="quiet">${by}</p>
    ${Object.keys(told).length === 0 ? html`` : fieldsHtml(words, told, type)}
  </div>`;
}

function headingOf({ say }: DocumentWords, { type, payload }: EventView): string {
  const happened = say(`event.${type}`);
  if (type === 'stage-entered') return `${happened} ${say(`stage.${String(payload['stage'])}`)}`;
  if (type === 'round-opened') return `${happened} ${say('document.round', { n: String(payload['round']) })}`;
  return happened;
}

/** The payload as people read it, with what calendar and directory added to it. */
function toldOf({ type, payload, completion }: EventView): object {
  const left = LEFT_OUT[type] ?? [];
  const said = Object.entries(payload).filter(([name]) => !left.includes(name));
  const found = [
    ['limit', within(payload, 'reckoning', 'limit')],
    ['dueAt', within(completion, 'times', 'dueAt')],
    ['person', within(completion, 'person')],
  ] as const;
  return Object.fromEntries([...said, ...found.filter(([, value]) => value !== undefined)]);
}

function within(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner: unknown, name): unknown => Reflect.get(Object(inner), name), value);
}
