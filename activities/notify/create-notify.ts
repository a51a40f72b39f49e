import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { holdingDepartment, type Case } from '../../domain/case/case';
import { fold } from '../../domain/case/apply';
import { contactWays } from '../../domain/case/contact-ways';
import type { CaseEvent } from '../../domain/case/events';
import type { Customer } from '../../domain/case/intake';
import type { Telling } from '../../domain/notices/telling';
import type { PassedOver } from '../../domain/people/standing-in';
import type { Policy, Text } from '../../domain/policy/policy';
import type { Notice, NoticeDraft, NoticeStore } from '../../models/notices';
import type { Logger } from '../../platform/logging';
import type { CaseActivities, NotifyInput, NotifyResult } from '../contract';
import { compose, type Absent, type Subject } from '../../models/notices/compose';
import { deliver, type Delivery, type Standing } from './deliver';
import type { Mailer } from '../../platform/mail';
import type { SmsGateway } from '../../platform/sms';
import type { CaseEvents, Directory, Policies } from './ports';
import { tellOutside, type ToldOutside } from './webhooks/told-outside';
import { customerNotice } from './customer-notice';
import { findRecipients, nameOf, type Found } from './recipients';
import { sendDrafts } from './send-drafts';
import { mailerOverSms, smsLetter } from './text-messages';
import { hasText } from '../../models/notices/texts';

export interface NotifyDependencies {
  readonly cases: CaseEvents;
  readonly policies: Policies;
  readonly directory: Directory;
  readonly notices: NoticeStore;
  /** Systems and group chats; absent: none. */
  readonly outside?: ToldOutside;
  readonly mailer: Mailer;
  /** Absent: no text messages are sent. */
  readonly sms?: SmsGateway;
  /** The address at which the customer of a case follows it, made if there is none; absent: customers get none. */
  readonly customerLink?: (number: string, at: Date) => Promise<string>;
  /** How an answer to a mail finds its case; absent: nobody reads answers. */
  readonly replies?: Replies;
  readonly logger: Logger;
  /** IANA zone of the company: times in mails are written in it. */
  readonly zone: string;
  /** The address at which staff open a case. */
  readonly linkTo: (number: string) => string;
  /** How long after it was written a notice is still tried, in milliseconds. Three days unless told. */
  readonly giveUpAfterMs?: number;
}

/** What a mail to a customer has in it, so that an answer finds its case. */
export interface Replies {
  /** For the subject. */
  tagOf(number: string): string;
  addressOf(number: string): string;
}

/** Long enough for a mail server that is down over a weekend. */
export const GIVE_UP_AFTER_MS = 3 * 86_400_000;

/** A telling with the notice of one recipient. */
interface Draft {
  readonly notice: NoticeDraft;
  readonly to: Found;
  readonly event: CaseEvent;
}

/** The case as it stood when the notices were called for, and the rules it runs under. */
interface Scene {
  readonly events: readonly CaseEvent[];
  readonly state: Case;
  /** As it stands now: an address corrected meanwhile counts. */
  readonly customer: Customer;
  readonly policy: Policy;
  readonly department: Text | undefined;
}

/**
 * Makes the `notify` activity. Each attempt finds the recipients anew, writes the notices that are not there yet, and
 * sends what is unsent side by side. A mail may go out twice if its sending could not be written down, always under the
 * same key; none is left out. Who joined a role between two attempts is told as well. Whoever is away is told through
 * who stands in for them; whom that was is found once, when the notice is written, so that an absence which changes
 * between two attempts sends nothing twice.
 */
export function createNotify(dependencies: NotifyDependencies): Pick<CaseActivities, 'notify'> {
  const { cases, policies, directory, notices, mailer, logger, zone, linkTo } = dependencies;
  const giveUpAfterMs = dependencies.giveUpAfterMs ?? GIVE_UP_AFTER_MS;

  return { notify };

  /**
   * @throws ApplicationFailure `NoticesUnsent` (retryable) while a notice is neither sent nor given up
   * @throws ApplicationFailure `CaseNotRecorded` (retryable) if there is no record of the case or of its pack
   */
  async function notify(input: NotifyInput): Promise<NotifyResult> {
    const now = activityInfo().currentAttemptScheduledTimestampMs;
    const scene = await loadScene(input);
    await tellWebhooks(input, scene);
    const drafted = await Promise.all(input.tellings.map((telling) => draft(input, telling, scene)));
    return sendDrafts(notices, {
      about: input.number,
      at: input.at,
      drafts: drafted.flat(),
      send: (one, notice) => send(one, notice, scene, now),
    });
  }

  async function loadScene({ number, at }: NotifyInput): Promise<Scene> {
    const events = await cases.eventsOf(number);
    // Later events belong to later notices.
    const state = fold(events.filter((event) => Date.parse(event.at) <= Date.parse(at)));
    const latest = fold(events);
    if (!state || !latest) throw notRecorded(`There is no record of ${number}`);
    const { id, version } = state.policy;
    const policy = await policies.find(id, version);
    if (!policy)
      throw notRecorded(`Version ${version} of pack ${id}, under which ${number} runs, is missing`);
    const department = await directory.departmentTitle(holdingDepartment(state));
    return { events, state, customer: latest.intake.customer, policy, department };
  }

  async function tellWebhooks({ tellings, at }: NotifyInput, scene: Scene): Promise<void> {
    if (!dependencies.outside) return;
    const { events, state, policy, department } = scene;
    const told = tellings.flatMap((telling) => {
      const event = events.find(({ seq }) => seq === telling.seq);
      if (!event) return [];
      const { template } = telling;
      const link = linkTo(state.number);
      const about = { template, event, state, policy, department, name: '', inPlaceOf: [], zone, link };
      return [{ telling, about }];
    });
    await tellOutside(dependencies.outside, told, at);
  }

  async function draft(
    { number, at }: NotifyInput,
    telling: Telling,
    scene: Scene,
  ): Promise<readonly Draft[]> {
    const event = scene.events.find(({ seq }) => seq === telling.seq);
    if (!event) throw notRecorded(`Event ${telling.seq} of ${number} is missing`);
    const { template, seq } = telling;
    const recipients = await findRecipients(telling, scene.state, scene.policy, directory, at);
    return recipients.flatMap((to): Draft[] => {
      const notice = { number, seq, template, recipient: nameOf(to), channel: 'email' as const };
      if (to.kind !== 'customer') return [{ to, event, notice: { ...notice, ...redirection(to) } }];
      const ways = contactWays(scene.customer, dependencies.sms !== undefined);
      const toCustomer = customerNotice(notice, event, ways);
      return toCustomer ? [{ to, event, notice: toCustomer }] : [];
    });
  }

  async function send(draft: Draft, notice: Notice, scene: Scene, now: number): Promise<Standing> {
    const { sms } = dependencies;
    const by = notice.channel === 'sms' && sms ? mailerOverSms(sms) : mailer;
    const attempt = { notices, mailer: by, logger, now, giveUpAfterMs };
    if (draft.to.kind === 'nobody') {
      logger.warn({ number: notice.number, role: draft.to.role }, 'Nobody has the role that is to be told');
      await notices.markGivenUp(notice.id, new Date(now).toISOString(), 'nobody');
      return 'given-up';
    }
    return deliver(await prepare(draft, draft.to, notice, scene), attempt);
  }

  async function prepare(
    { event }: Draft,
    to: Exclude<Found, { kind: 'nobody' }>,
    notice: Notice,
    scene: Scene,
  ): Promise<Delivery> {
    const { template, via = [] } = notice;
    const user = to.kind === 'customer' ? undefined : (notice.to ?? to.user);
    const person = user === undefined ? scene.customer : await directory.person(user);
    const name = person?.name ?? user ?? nameOf(to);
    const inPlaceOf = await Promise.all(via.map(called));
    const { state, policy, department } = scene;
    const link = linkTo(state.number);
    const about = { template, event, state, policy, department, name, inPlaceOf, zone, link };
    if (to.kind === 'customer') return prepareForCustomer(notice, scene, about);
    return {
      notice,
      name,
      urgent: isUrgent(event, state),
      ...(person?.email !== undefined && { address: person.email }),
      ...(hasText(template, 'staff') && { letter: compose('staff', about) }),
    };
  }

  async function prepareForCustomer(notice: Notice, { customer }: Scene, about: Subject): Promise<Delivery> {
    const { number, template } = notice;
    const customerLink = await dependencies.customerLink?.(number, new Date(notice.writtenAt));
    const { name } = about;
    if (notice.channel === 'sms') {
      const letter = customerLink === undefined ? {} : { letter: smsLetter({ number, customerLink }) };
      return { notice, name, ...(customer.phone !== undefined && { address: customer.phone }), ...letter };
    }
    const { replies } = dependencies;
    const aboutAll = {
      ...about,
      ...(customerLink !== undefined && { customerLink }),
      ...(replies && { answerable: true as const }),
    };
    const letter = hasText(template, 'customer') ? compose('customer', aboutAll) : undefined;
    return {
      notice,
      name,
      ...(customer.email !== undefined && { address: customer.email }),
      ...(replies && { replyTo: replies.addressOf(number) }),
      ...(letter && {
        letter: replies ? { ...letter, subject: `${letter.subject} ${replies.tagOf(number)}` } : letter,
      }),
    };
  }

  async function called({ user, ...passed }: PassedOver): Promise<Absent> {
    return { ...passed, name: (await directory.person(user))?.name ?? user };
  }
}

/** A broken clock of the most serious cases wakes people up. */
function isUrgent({ type }: CaseEvent, { level, urgency }: Case): boolean {
  const isBroken = type === 'clock-broken' || type === 'clock-overdue';
  return isBroken && (level === 'red' || urgency === 'urgent');
}

/** What the notice of somebody who is away says of it. */
function redirection(to: Found): Pick<NoticeDraft, 'to' | 'via'> {
  if (to.kind !== 'person' || to.standIn.via.length === 0) return {};
  return { to: to.standIn.user, via: to.standIn.via };
}

function notRecorded(what: string): ApplicationFailure {
  return ApplicationFailure.retryable(
    `${what}. Nothing was sent; check that the database was restored whole.`,
    'CaseNotRecorded',
  );
}
