import type { ArchiveStore } from '../../models/archives';
import type { Replayed } from './replay';
import type { Scope } from './scope';

/** What is known of cases whose histories may not be archived. */
export interface KnownCases {
  /** Undefined: there is no such case. */
  readonly stageOf: (number: string) => Promise<string | undefined>;
  readonly archives: Pick<ArchiveStore, 'runsOf'>;
}

/**
 * Why nothing, or not the very case that was asked for, was replayed, and what to do; undefined if it was. Nothing can be
 * said of it then.
 */
export async function notReplayed(
  { stageOf, archives }: KnownCases,
  scope: Scope,
  { runs, erased, findings }: Replayed,
): Promise<string | undefined> {
  if ('number' in scope) {
    const { number } = scope;
    if ((await archives.runsOf(number)).length > 0) return undefined;
    return withoutHistory(number, await stageOf(number));
  }
  if (runs + erased + findings > 0) return undefined;
  return (
    'No history is archived yet, so there is nothing to replay. A history is archived within minutes after its procedure has ended: ' +
    'open cases, and closed ones that may still be reopened, are replayed only after their end. `verify` checks them now.'
  );
}

function withoutHistory(number: string, stage: string | undefined): string {
  if (stage === undefined) return `There is no record of ${number}: nothing to replay. Check the number.`;
  if (stage === 'archived') {
    return (
      `The history of ${number} is not archived yet, though it has ended: it will be within minutes. ` +
      'If it stays so, look at the schedule archive-histories.'
    );
  }
  return (
    `${number} has not ended (it is ${stage}), so its history is not archived and can't be replayed yet. ` +
    `Until then \`verify --case ${number}\` checks its records, and its live history stands in the console.`
  );
}
