import { parseDuration, wallLength } from '../../domain/calendar/duration';
import { PROCEDURE } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import { groupsOf, type Group } from '../../domain/widespread/groups';
import type { CaseStore } from '../../models/cases';
import type { PolicyStore } from '../../models/policies';
import type { WidespreadStore } from '../../models/widespread';
import type { Logger } from '../../platform/logging';
import { commandIdOf } from './command-id';
import type { TellCase } from './tell-case';

export interface RecognitionDependencies {
  readonly policies: Pick<PolicyStore, 'all'>;
  readonly cases: Pick<CaseStore, 'recentComplaints'>;
  readonly groups: Pick<WidespreadStore, 'found'>;
  readonly tell: TellCase;
  readonly logger: Logger;
}

/** The newest complaints of a pack that are compared with each other. */
const COMPARED = 3_000;

/**
 * Puts similar open complaints together, in each pack that says how many make a widespread one. Each case is told by a
 * command of the procedure, which it carries out once, however often it comes.
 *
 * @param now epoch milliseconds
 */
export async function recognise(dependencies: RecognitionDependencies, now: number): Promise<void> {
  for (const policy of await dependencies.policies.all()) await recogniseIn(policy, dependencies, now);
}

async function recogniseIn(
  { id: pack, widespread }: Policy,
  { cases, groups, tell, logger }: RecognitionDependencies,
  now: number,
): Promise<void> {
  if (!widespread) return;
  const since = new Date(now - wallLength(parseDuration(widespread.within)));
  const complaints = await cases.recentComplaints({ policy: pack, since, limit: COMPARED });
  for (const group of groupsOf(complaints, widespread.count)) {
    await groups.found({ _id: group.id, pack, foundAt: new Date(now) });
    for (const number of group.joining) await tell(number, joining(group, number));
    logger.info(
      { group: group.id, members: group.members.length },
      'Complaints were put into a group of similar ones',
    );
  }
}

function joining({ id: group, members }: Group, number: string) {
  return {
    name: 'mark-widespread',
    commandId: commandIdOf(`${group}/${number}`),
    actor: PROCEDURE,
    payload: {
      group,
      reason: `${members.length} similar complaints are open / ${members.length}宗相似投诉未办结`,
    },
  } as const;
}
