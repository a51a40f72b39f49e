import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import type { CaseEvent } from '../../domain/case/events';
import type { CaseStore } from '../../models/cases';
import type { Solution, WidespreadStore } from '../../models/widespread';
import type { Logger } from '../../platform/logging';
import type { CaseActivities } from '../contract';
import { commandIdOf } from './command-id';
import type { TellCase } from './tell-case';

export interface SolutionDependencies {
  readonly cases: Pick<CaseStore, 'widespreadCases' | 'eventOfCommand'>;
  readonly groups: Pick<WidespreadStore, 'solved' | 'markTold'>;
  readonly tell: TellCase;
  readonly notify: CaseActivities['notify'];
  readonly logger: Logger;
}

/** A case that has not been told the solution of its group. */
interface Untold {
  readonly number: string;
  readonly group: string;
  readonly solution: Solution;
}

/** How often, and how long apart, it is looked whether a case has its note on record; then the next time goes on. */
const LOOKS = 40;
const LOOK_EVERY_MS = 250;

/**
 * Tells the solution of each group to all of its open cases, those that joined since too: a note that the customer sees,
 * by whoever found the solution, and a notice. Each once: both are known again by their keys when this is repeated.
 */
export async function tellSolutions(dependencies: SolutionDependencies): Promise<void> {
  const { tell } = dependencies;
  for (const one of await untold(dependencies)) {
    const { number, solution } = one;
    const payload = { text: solution.text, visibility: 'customer' } as const;
    await tell(number, { name: 'note', commandId: noteOf(one), actor: solution.by, payload });
    heartbeat(number);
  }
  for (const one of await untold(dependencies)) {
    await tellCustomer(one, dependencies);
    heartbeat(one.number);
  }
}

async function untold({ cases, groups }: SolutionDependencies): Promise<Untold[]> {
  const open = await cases.widespreadCases();
  const solved = await groups.solved([...new Set(open.map(({ group }) => group))]);
  const solutions = new Map(solved.map(({ _id, solution }) => [_id, solution]));
  return open.flatMap(({ number, group }) => {
    const solution = solutions.get(group);
    return solution && !solution.told.includes(number) ? [{ number, group, solution }] : [];
  });
}

/** Once the note is on record. A mail that can't be sent now is sent with the next run. */
async function tellCustomer(
  one: Untold,
  { cases, groups, notify, logger }: SolutionDependencies,
): Promise<void> {
  const { number, group } = one;
  const event = await noteOnRecord(one, cases);
  if (!event) return;
  if (event.type === 'note') {
    const tellings = [{ seq: event.seq, template: 'widespread-solution', to: ['customer'] as const }];
    try {
      await notify({ number, tellings, at: event.at });
    } catch (error) {
      logger.warn({ err: error, number, group }, 'A customer could not be told the solution yet');
      return;
    }
  } else {
    logger.warn({ number, group }, 'A case did not take the note of the solution');
  }
  await groups.markTold(group, number);
}

async function noteOnRecord(
  one: Untold,
  cases: Pick<CaseStore, 'eventOfCommand'>,
): Promise<CaseEvent | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const event = await cases.eventOfCommand(one.number, noteOf(one));
    if (event) return event;
    heartbeat(one.number);
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}

function noteOf({ group, number }: Untold): string {
  return commandIdOf(`${group}/solution/${number}`);
}
