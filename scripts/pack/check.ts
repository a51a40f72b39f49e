import { loadPackFile, PackError } from '../../models/policies';
import type { Company } from './company';
import { SHIPPED } from './shipped';

/**
 * Prints every problem of every file as `file:line:column message`, or that a file is in order.
 *
 * @returns whether all of them are
 */
export async function check(
  files: readonly string[],
  { departments, whose }: Company,
  print: (line: string) => void,
): Promise<boolean> {
  let inOrder = true;
  for (const file of files) {
    try {
      const { rules } = await loadPackFile(file, departments, [SHIPPED]);
      print(`${file}: OK, ${rules.clocks.length} clocks, ${rules.duties.length} duties (for ${whose}).`);
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      inOrder = false;
      for (const { file: where, line, column, message } of error.problems) {
        print(`${where}:${line}:${column} ${message}`);
      }
    }
  }
  return inOrder;
}
