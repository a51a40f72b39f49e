import type { Records } from './open-records';
import type { TaskRecords } from '../../models/tasks/records';
import { count, figure, type Terminal } from './progress';

type Rebuilt = Pick<Records, 'cases' | 'intakes' | 'tasks'>;

/**
 * Makes the read model of one case or task, or of all, anew from the events, also while cases go on. What is there is not looked
 * at, but only replaced when it differs. A read model without events stays: it is all that is left of its case.
 *
 * @returns whether all of them are now what the events say
 */
export function rebuild(records: Rebuilt, number: string | undefined, terminal: Terminal): Promise<boolean> {
  return number === undefined ? rebuildEvery(records, terminal) : rebuildOne(records, number, terminal);
}

async function rebuildOne(records: Rebuilt, number: string, { print }: Terminal): Promise<boolean> {
  try {
    const changed = await (await recordsOf(records, number)).rebuild(number);
    print(changed ? `${number}: rebuilt.` : `${number}: the read model said what the events say.`);
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    print(`${number}: not rebuilt. ${error.message}`);
    return false;
  }
}

/** Where the read model of a number is made: with the tasks, if it is one of these. */
async function recordsOf({ cases, tasks }: Rebuilt, number: string): Promise<Pick<TaskRecords, 'rebuild'>> {
  for (const kind of tasks) if (await kind.has(number)) return kind;
  return cases;
}

async function rebuildEvery(
  { cases, intakes, tasks }: Rebuilt,
  { print, progress }: Terminal,
): Promise<boolean> {
  const about = await intakes.estimatedCount();
  const { broken, ...done } = await cases.rebuildAll((soFar) =>
    progress(() => `read the events of ${figure(soFar.cases)} of about ${figure(about)} cases`),
  );
  for (const number of broken) print(`${number}: not rebuilt. Its events are broken; reconcile says where.`);
  print(`${count(done.cases, 'case')}, ${count(done.rebuilt, 'read model')} rebuilt.`);
  let whole = broken.length === 0;
  for (const kind of tasks) whole = (await rebuildTasks(kind, print)) && whole;
  return whole;
}

/** Says only what was made anew, or could not be. */
async function rebuildTasks(tasks: TaskRecords, print: Terminal['print']): Promise<boolean> {
  let whole = true;
  for await (const id of tasks.ids()) {
    try {
      if (await tasks.rebuild(id)) print(`${id}: rebuilt.`);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      print(`${id}: not rebuilt. Its events are broken; reconcile says where.`);
      whole = false;
    }
  }
  return whole;
}
