import { isSupervisor } from '../../domain/people/actor';
import type { Directory } from '../../models/people';
import type { NoticeDraft, NoticeStore } from '../../models/notices';
import type { WidespreadGroup, WidespreadStore } from '../../models/widespread';
import type { Logger } from '../../platform/logging';
import { deliver, type Standing } from '../notify/deliver';
import { bilingual } from '../../models/notices/compose';
import { text } from '../../models/notices/texts';
import { GIVE_UP_AFTER_MS, type Mailer } from '../notify';

export interface AlarmDependencies {
  readonly groups: Pick<WidespreadStore, 'unalarmed' | 'markAlarmed'>;
  readonly directory: Pick<Directory, 'users' | 'standInFor' | 'person'>;
  readonly notices: NoticeStore;
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** The address at which staff open a group. */
  readonly linkToGroup: (id: string) => string;
}

const TEMPLATE = 'widespread-alarm';

/**
 * Tells the supervisors of every new group, each once; what could not be sent is left to the next time.
 *
 * @param now epoch milliseconds
 */
export async function alarm(dependencies: AlarmDependencies, now: number): Promise<void> {
  const { groups, notices } = dependencies;
  const at = new Date(now).toISOString();
  for (const group of await groups.unalarmed()) {
    const written = await notices.write(await draftsFor(group, dependencies, at), at);
    const standings = await Promise.all(
      written.map(async (notice): Promise<Standing> =>
        notice.status === 'unsent' ? send(notice, group, dependencies, now) : notice.status,
      ),
    );
    if (!standings.includes('unsent')) await groups.markAlarmed(group._id, new Date(now));
  }
}

async function draftsFor(
  { _id }: WidespreadGroup,
  { directory }: AlarmDependencies,
  at: string,
): Promise<NoticeDraft[]> {
  const supervisors = (await directory.users()).filter(({ _id: user, roles }) =>
    isSupervisor({ user, roles }),
  );
  return Promise.all(
    supervisors.map(async ({ _id: recipient }) => {
      const { user, via } = await directory.standInFor(recipient, at);
      const redirected = via.length > 0 ? { to: user, via } : {};
      return { number: _id, seq: 1, template: TEMPLATE, recipient, channel: 'email' as const, ...redirected };
    }),
  );
}

async function send(
  notice: Awaited<ReturnType<NoticeStore['write']>>[number],
  { _id: group }: WidespreadGroup,
  { directory, notices, mailer, logger, linkToGroup }: AlarmDependencies,
  now: number,
): Promise<Standing> {
  const user = notice.to ?? notice.recipient;
  const person = await directory.person(user);
  const name = person?.name ?? user;
  const letter = bilingual((language) => {
    const part = (key: string) =>
      text(language, `${TEMPLATE}.staff.${key}`, { name, group, link: linkToGroup(group) });
    return { subject: part('subject'), text: part('body') };
  });
  const delivery = { notice, name, ...(person?.email !== undefined && { address: person.email }), letter };
  return deliver(delivery, { notices, mailer, logger, now, giveUpAfterMs: GIVE_UP_AFTER_MS });
}
