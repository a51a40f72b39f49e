import { allDifferences, type Compared } from './differences';
import type { Records } from './open-records';
import { count, type Terminal } from './progress';
import { lineOf } from './words';

/**
 * Prints one line for each difference between records and workflows, and how many there were; changes nothing.
 *
 * @returns whether there was none
 * @throws {Error} if Temporal or MongoDB is out of reach
 */
export async function reconcile(records: Records, { print, progress }: Terminal): Promise<boolean> {
  await records.procedures.reach();
  let compared: Compared = { cases: 0, tasks: 0 };
  let differences = 0;
  const counted = (all: Compared) => (compared = all);
  for await (const difference of allDifferences(records, new Date(), progress, counted)) {
    print(lineOf(difference));
    differences += 1;
  }
  print(
    differences === 0
      ? `No difference: events, read models, intakes and workflows of ${allOf(compared)} say the same.`
      : `${count(differences, 'difference')}; events of ${allOf(compared)} compared, nothing changed.`,
  );
  return differences === 0;
}

function allOf({ cases, tasks }: Compared): string {
  const all = count(cases, 'case');
  return tasks === 0 ? all : `${all} and ${count(tasks, 'task')}`;
}
