import { dueCases, type DueCaseSources } from '../../models/retention';

/**
 * Prints what a plan of retention made now would hold, one case a line; changes nothing.
 *
 * @returns true: this can't find anything wrong
 */
export async function dryRunRetention(
  sources: DueCaseSources,
  { print }: { readonly print: (line: string) => void },
  now = new Date(),
): Promise<boolean> {
  let cases = 0;
  for await (const page of dueCases(sources, now)) {
    for (const { number, keptUntil, rule } of page) {
      const { policy, version, importance, length = 'time of an older version' } = rule;
      print(
        `${number}  kept until ${keptUntil.toISOString()}  ${policy} ${version}, ${importance}, ${length}`,
      );
    }
    cases += page.length;
  }
  print(
    cases === 0
      ? 'No case has been kept long enough.'
      : `${cases} cases have been kept long enough. Nothing was changed.`,
  );
  return true;
}
