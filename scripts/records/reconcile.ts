import { allDifferences } from './differences';
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
  let compared = 0;
  let differences = 0;
  const counted = (cases: number) => (compared = cases);
  for await (const difference of allDifferences(records, new Date(), progress, counted)) {
    print(lineOf(difference));
    differences += 1;
  }
  print(
    differences === 0
      ? `No difference: events, read models, intakes and workflows of ${count(compared, 'case')} say the same.`
      : `${count(differences, 'difference')}; events of ${count(compared, 'case')} compared, nothing changed.`,
  );
  return differences === 0;
}
