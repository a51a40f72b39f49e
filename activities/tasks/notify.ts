import { activityInfo } from '@temporalio/activity';
import type { TaskRecipient, TaskTelling } from '../../domain/task/task';
import type { Notice, NoticeDraft } from '../../models/notices';
import type { NotifyResult, TaskNotifyInput } from '../contract';
import { GIVE_UP_AFTER_MS, type NotifyDependencies } from '../notify/create-notify';
import { deliver, type Standing } from '../notify/deliver';
import { sendDrafts } from '../notify/send-drafts';
import { writeTaskLetter, type TaskSubject } from './letter';

export type TaskNotifyDependencies = Pick<
  NotifyDependencies,
  'directory' | 'notices' | 'mailer' | 'logger' | 'zone' | 'giveUpAfterMs'
> & {
  /** The address at which staff open a work order or a corrective action. */
  readonly linkToTask: (id: string) => string;
};

interface Draft {
  readonly notice: NoticeDraft;
  readonly telling: TaskTelling;
  /** Absent: nobody has the role. */
  readonly user?: string;
}

/**
 * Makes the `notifyOfTask` activity: as `notify` for cases, for what only staff are told. Each attempt writes the notices
 * that are not there yet, and sends what is unsent.
 */
export function createTaskNotify(
  dependencies: TaskNotifyDependencies,
): (input: TaskNotifyInput) => Promise<NotifyResult> {
  const { directory, notices, mailer, logger, zone, linkToTask } = dependencies;
  const giveUpAfterMs = dependencies.giveUpAfterMs ?? GIVE_UP_AFTER_MS;

  /** @throws ApplicationFailure `NoticesUnsent` (retryable) while a notice is neither sent nor given up */
  return async (input) => {
    const now = activityInfo().currentAttemptScheduledTimestampMs;
    const drafted = await Promise.all(input.tellings.map((one) => draft(input, one)));
    return sendDrafts(notices, {
      about: input.id,
      at: input.at,
      drafts: drafted.flat(),
      send: (one, notice) => send(input, one, notice, now),
    });
  };

  function draft({ id, at }: TaskNotifyInput, telling: TaskTelling): Promise<readonly Draft[]> {
    return Promise.all(
      telling.to.map(async (recipient): Promise<Draft> => {
        const { seq, template } = telling;
        const user = await userOf(recipient);
        const key = { number: id, seq, template, channel: 'email' as const };
        if (user === undefined) return { telling, notice: { ...key, recipient: roleOf(recipient) } };
        const { user: to, via } = await directory.standInFor(user, at);
        const away = via.length > 0 && { to, via };
        return { telling, user, notice: { ...key, recipient: user, ...away } };
      }),
    );
  }

  function userOf(recipient: TaskRecipient): Promise<string | undefined> {
    if ('user' in recipient) return Promise.resolve(recipient.user);
    return directory.personFor(recipient.role, recipient.department);
  }

  async function send(
    input: TaskNotifyInput,
    { telling, user }: Draft,
    notice: Notice,
    now: number,
  ): Promise<Standing> {
    if (user === undefined) {
      logger.warn(
        { number: notice.number, role: notice.recipient },
        'Nobody has the role that is to be told',
      );
      await notices.markGivenUp(notice.id, new Date(now).toISOString(), 'nobody');
      return 'given-up';
    }
    const reader = notice.to ?? user;
    const person = await directory.person(reader);
    const name = person?.name ?? reader;
    const letter = writeTaskLetter(await subjectOf(input, telling, notice, name));
    return deliver(
      {
        notice,
        name,
        ...(person?.email !== undefined && { address: person.email }),
        ...(letter && { letter }),
      },
      { notices, mailer, logger, now, giveUpAfterMs },
    );
  }

  async function subjectOf(
    { id, department, stage, dueAt }: TaskNotifyInput,
    { template, rung }: TaskTelling,
    { via = [] }: Notice,
    name: string,
  ): Promise<TaskSubject> {
    const title = await directory.departmentTitle(department);
    const inPlaceOf = await Promise.all(
      via.map(async ({ user, ...way }) => ({ ...way, name: (await directory.person(user))?.name ?? user })),
    );
    return {
      template,
      id,
      name,
      inPlaceOf,
      stage,
      department: title ?? { zh: department, en: department },
      ...(dueAt !== undefined && { dueAt }),
      ...(rung && { rung }),
      link: linkToTask(id),
      zone,
    };
  }
}

function roleOf(recipient: TaskRecipient): string {
  return 'role' in recipient ? recipient.role : recipient.user;
}
