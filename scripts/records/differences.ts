import type { Difference } from '../../models/cases';
import type { TaskRecords } from '../../models/tasks/records';
import type { Records } from './open-records';
import { figure, type Progress } from './progress';

export type Named =
  | Difference
  /** A procedure runs of which there is no record at all. */
  | { readonly kind: 'workflow-without-records'; readonly number: string };

/** What was entered or started later may still be on its way: the sweep comes every 30 seconds. */
const ON_ITS_WAY_MS = 120_000;

/** How many were compared. */
export interface Compared {
  readonly cases: number;
  /** Work orders and corrective actions. */
  readonly tasks: number;
}

/** Every difference between records and workflows, each looked at twice where a case may just have gone on. */
export async function* allDifferences(
  records: Records,
  now: Date,
  progress: Progress,
  counted: (compared: Compared) => void,
): AsyncGenerator<Named> {
  const { cases, intakes, procedures } = records;
  const enteredBefore = new Date(now.getTime() - ON_ITS_WAY_MS);
  const about = await intakes.estimatedCount();
  let compared = 0;
  const running = async (numbers: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = await procedures.running(numbers);
    compared += numbers.length;
    progress(() => `compared ${figure(compared)} of about ${figure(about)} cases`);
    return found;
  };
  for await (const difference of cases.differences({ intakes, running, enteredBefore })) {
    if (await isStillThere(records, difference)) yield difference;
  }
  let tasks = 0;
  for (const kind of records.tasks) {
    for await (const id of kind.ids()) {
      yield* await ofTask(records, kind, id);
      tasks += 1;
      progress(() => `compared ${figure(tasks)} work orders and corrective actions`);
    }
  }
  counted({ cases: compared, tasks });
  yield* withoutRecords(records, enteredBefore, progress);
}

/** A task may go on, and end, while it is looked at: what is there is there a second time. */
async function ofTask(
  { notices, procedures }: Records,
  tasks: TaskRecords,
  id: string,
): Promise<readonly Named[]> {
  const runs = (one: string): Promise<boolean> => procedures.isRunning(one);
  if ((await tasks.differences(id, runs)).length === 0) return [];
  const unsent = await hasUnsent(notices, id);
  const found = await tasks.differences(id, runs);
  return found.filter(({ kind }) => kind !== 'workflow-left-over' || !unsent);
}

/** Temporal's list may be behind, and a case may have been archived since its events were read. */
async function isStillThere(
  { cases, notices, procedures }: Records,
  difference: Difference,
): Promise<boolean> {
  const { kind, number } = difference;
  switch (kind) {
    case 'workflow-missing':
      return !(await procedures.isRunning(number)) && !(await isArchived(cases, number));
    case 'workflow-left-over':
      return (await procedures.isRunning(number)) && !(await hasUnsent(notices, number));
    default:
      return true;
  }
}

async function isArchived(cases: Records['cases'], number: string): Promise<boolean> {
  const last = (await cases.eventsOf(number)).findLast((event) => event.type === 'stage-entered');
  return last?.type === 'stage-entered' && last.payload.stage === 'archived';
}

/** A procedure ends only when its notices are delivered or given up. */
async function hasUnsent(notices: Records['notices'], number: string): Promise<boolean> {
  return (await notices.ofCase(number)).some(({ status }) => status === 'unsent');
}

async function* withoutRecords(
  { cases, intakes, tasks, procedures }: Records,
  startedBefore: Date,
  progress: Progress,
): AsyncGenerator<Named> {
  let asked = 0;
  for await (const number of procedures.runningSince(startedBefore)) {
    asked += 1;
    progress(() => `looked for the records of ${figure(asked)} running workflows`);
    if ((await cases.eventsOf(number, 0, 1)).length > 0) continue;
    if (await isTask(tasks, number)) continue;
    // With an intake, that one has been named already.
    if (!(await intakes.find(number))) yield { kind: 'workflow-without-records', number };
  }
}

async function isTask(tasks: readonly TaskRecords[], id: string): Promise<boolean> {
  const known = await Promise.all(tasks.map((kind) => kind.has(id)));
  return known.includes(true);
}
