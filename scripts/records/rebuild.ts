import type { Records } from './open-records';
import { count, figure, type Terminal } from './progress';

type Rebuilt = Pick<Records, 'cases' | 'intakes'>;

/**
 * Makes the read model of one case, or of all, anew from the events, also while cases go on. What is there is not looked
 * at, but only replaced when it differs. A read model without events stays: it is all that is left of its case.
 *
 * @returns whether all of them are now what the events say
 */
export function rebuild(records: Rebuilt, number: string | undefined, terminal: Terminal): Promise<boolean> {
  return number === undefined ? rebuildEvery(records, terminal) : rebuildOne(records, number, terminal);
}

async function rebuildOne({ cases }: Rebuilt, number: string, { print }: Terminal): Promise<boolean> {
  try {
    const changed = await cases.rebuild(number);
    print(changed ? `${number}: rebuilt.` : `${number}: the read model said what the events say.`);
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    print(`${number}: not rebuilt. ${error.message}`);
    return false;
  }
}

async function rebuildEvery({ cases, intakes }: Rebuilt, { print, progress }: Terminal): Promise<boolean> {
  const about = await intakes.estimatedCount();
  const { broken, ...done } = await cases.rebuildAll((soFar) =>
    progress(() => `read the events of ${figure(soFar.cases)} of about ${figure(about)} cases`),
  );
  for (const number of broken) print(`${number}: not rebuilt. Its events are broken; reconcile says where.`);
  print(`${count(done.cases, 'case')}, ${count(done.rebuilt, 'read model')} rebuilt.`);
  return broken.length === 0;
}
