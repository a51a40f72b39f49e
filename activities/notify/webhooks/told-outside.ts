import type { Case } from '../../../domain/case/case';
import { holdingDepartment } from '../../../domain/case/case';
import type { CaseEvent } from '../../../domain/case/events';
import { earliestDue, isPaused, isRunning } from '../../../domain/clocks/clock';
import type { Telling } from '../../../domain/notices/telling';
import { compose, moment, type Subject } from '../../../models/notices/compose';
import { hasText, text } from '../../../models/notices/texts';
import type { DeliveryDraft, DeliveryStore, WebhookDocument, WebhookStore } from '../../../models/webhooks';
import type { GroupWords } from './message';

/** Where what is told goes besides to people. */
export interface ToldOutside {
  readonly webhooks: Pick<WebhookStore, 'active'>;
  readonly deliveries: Pick<DeliveryStore, 'write'>;
}

/** One thing that a case tells, with what a letter about it would speak of. */
export interface ToldOfCase {
  readonly telling: Telling;
  readonly about: Subject;
}

/**
 * Writes a message for each webhook that is to be told; they are sent by `sendDue`, and hold up nothing. A repeat writes
 * nothing twice.
 *
 * @param at workflow time, ISO 8601
 */
export async function tellOutside(
  { webhooks, deliveries }: ToldOutside,
  told: readonly ToldOfCase[],
  at: string,
): Promise<void> {
  const active = await webhooks.active();
  if (active.length === 0) return;
  const drafts = active.flatMap((webhook) =>
    told.filter((one) => isFor(webhook, one)).flatMap((one) => draftFor(webhook, one) ?? []),
  );
  await deliveries.write(drafts, new Date(at));
}

function isFor({ events, roles, departments }: WebhookDocument, { telling, about }: ToldOfCase): boolean {
  return (
    (events.length === 0 || events.includes(telling.template)) &&
    (roles.length === 0 || telling.to.some((recipient) => roles.includes(recipient))) &&
    (departments.length === 0 || departments.includes(holdingDepartment(about.state)))
  );
}

function draftFor(webhook: WebhookDocument, one: ToldOfCase): DeliveryDraft | undefined {
  const { telling, about } = one;
  // What is said to customers alone is no matter for a group.
  if (webhook.kind !== 'webhook' && !hasText(telling.template, 'staff')) return undefined;
  const content = webhook.kind === 'webhook' ? eventOf(one) : wordsOf(webhook.language, about);
  const { number } = about.state;
  return {
    webhook: webhook._id,
    key: `${number}/${telling.seq}/${telling.template}`,
    type: typeOf(telling.template),
    number,
    content: JSON.stringify(content),
  };
}

/** Standard Webhooks takes letters, digits, underscores, and full stops between the parts. */
function typeOf(template: string): string {
  return `notice.${template.replaceAll('-', '_')}`;
}

function eventOf({ telling, about: { event, state, link } }: ToldOfCase) {
  return {
    type: typeOf(telling.template),
    timestamp: event.at,
    data: {
      number: state.number,
      seq: telling.seq,
      stage: state.stage,
      round: state.round,
      department: holdingDepartment(state),
      told: telling.to,
      ...rungOf(event),
      dueAt: nextDue(state) ?? null,
      link,
    },
  };
}

function wordsOf(language: 'zh' | 'en', about: Subject): GroupWords {
  const { state, department, zone, link, event } = about;
  const due = nextDue(state);
  const clause = rungOf(event).clause;
  const say = (key: string, value: string) => text(language, `group.${key}`, { [key]: value });
  return {
    title: compose('staff', about).each[language].subject,
    lines: [
      say('number', state.number),
      say('stage', text(language, `stage.${state.stage}`)),
      ...(clause === undefined ? [] : [say('clause', clause)]),
      say('due', due === undefined ? text(language, 'due.none') : moment(language, zone, due)),
      say('department', department?.[language] ?? text(language, 'department.unknown')),
    ],
    link,
  };
}

function rungOf(event: CaseEvent): { readonly clause?: string; readonly percent?: number } {
  switch (event.type) {
    case 'clock-warned':
    case 'clock-broken':
    case 'clock-overdue':
      return { clause: event.payload.clause, percent: event.payload.percent };
    default:
      return {};
  }
}

function nextDue({ clocks }: Case): string | undefined {
  return earliestDue(clocks.filter((clock) => isRunning(clock) && !isPaused(clock)));
}
