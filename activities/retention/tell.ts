import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Role } from '../../domain/people/actor';
import type { NoticeDraft, NoticeStore } from '../../models/notices';
import { noticeId } from '../../models/notices';
import { bilingual, moment, type Letter } from '../../models/notices/compose';
import { text } from '../../models/notices/texts';
import type { RetentionPlan, RetentionStore } from '../../models/retention';
import type { Logger } from '../../platform/logging';
import type { Mailer } from '../notify';
import { GIVE_UP_AFTER_MS } from '../notify';
import { deliver } from '../notify/deliver';
import type { RetentionActivities } from './contract';

export interface TellOfRetentionDependencies {
  readonly retention: Pick<RetentionStore, 'find'>;
  readonly directory: {
    users(): Promise<readonly { readonly _id: string; readonly roles: readonly Role[] }[]>;
    person(user: string): Promise<{ readonly name: string; readonly email?: string } | undefined>;
  };
  readonly notices: NoticeStore;
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** IANA zone of the company. */
  readonly zone: string;
  /** The address at which staff open a plan. */
  readonly linkToPlan: (plan: string) => string;
}

/** Who may place a legal hold, and so has to know in time. */
const RESPONSIBLE: readonly Role[] = ['quality-manager', 'head-of-customer-service'];
const TEMPLATE = 'retention-plan';
/** A plan is no event of a case: its notice bears its id for a number, and this for a seq. */
const NO_EVENT = 0;

/** Makes the `tellOfRetention` activity. Each attempt writes the notices that are not there yet, and sends what is unsent. */
export function createTellOfRetention(
  dependencies: TellOfRetentionDependencies,
): RetentionActivities['tellOfRetention'] {
  const { retention, directory, notices, mailer, logger } = dependencies;

  return async ({ plan: id }) => {
    const plan = await retention.find(id);
    if (!plan) throw ApplicationFailure.nonRetryable(`There is no plan ${id}.`, 'NoSuchPlan');
    const now = activityInfo().currentAttemptScheduledTimestampMs;
    const users = (await directory.users()).filter(({ roles }) =>
      roles.some((role) => RESPONSIBLE.includes(role)),
    );
    const drafts = users.map(({ _id }) => draftFor(id, _id));
    const standing = new Map(
      (await notices.write(drafts, new Date(now).toISOString())).map((notice) => [notice.id, notice]),
    );
    let unsent = 0;
    for (const draft of drafts) {
      const notice = standing.get(noticeId(draft));
      if (notice?.status !== 'unsent') continue;
      const person = await directory.person(draft.recipient);
      const name = person?.name ?? draft.recipient;
      const outcome = await deliver(
        {
          notice,
          name,
          letter: letterOf(plan, name, dependencies),
          ...(person?.email !== undefined && { address: person.email }),
        },
        { notices, mailer, logger, now, giveUpAfterMs: GIVE_UP_AFTER_MS },
      );
      if (outcome === 'unsent') unsent += 1;
    }
    if (unsent > 0) {
      throw ApplicationFailure.retryable(
        `${unsent} notices of the plan ${id} could not be sent yet; the next attempt sends only these.`,
        'NoticesUnsent',
      );
    }
  };
}

function draftFor(plan: string, recipient: string): NoticeDraft {
  return { number: plan, seq: NO_EVENT, template: TEMPLATE, recipient, channel: 'email' };
}

function letterOf(
  plan: RetentionPlan,
  name: string,
  { zone, linkToPlan }: Pick<TellOfRetentionDependencies, 'zone' | 'linkToPlan'>,
): Letter {
  return bilingual((language) => {
    const values = {
      name,
      cases: String(plan.cases),
      due: moment(language, zone, plan.dueAt.toISOString()),
      link: linkToPlan(plan._id),
    };
    return {
      subject: text(language, `${TEMPLATE}.staff.subject`, values),
      text: text(language, `${TEMPLATE}.staff.body`, values),
    };
  });
}
