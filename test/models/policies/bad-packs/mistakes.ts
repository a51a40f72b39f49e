import { problemInChinese } from '../../../../console/administration/packs/problem-words';
import { PackError, type PackProblem } from '../../../../models/policies';
import { readPacks } from '../../../../models/policies/load-packs';
import { PackFile } from '../../../../models/policies/pack-file';
import { DEPARTMENTS } from '../../media';
import { EVERYTHING } from '../everything';

export type Change = readonly [from: string, to: string];

/** What is changed in the pack that says something of everything; what stands at the place named, and the message. */
export type Mistake = readonly [what: string, changes: readonly Change[], at: string, message: RegExp];

/** Refused with the message at the place, which the rest of the text from there on shows. */
export function expectRefused([, changes, at, message]: Mistake): void {
  const found = problemsOf(changed(changes));
  expect(
    found.map((problem) => problem.message).filter((said) => problemInChinese(said) === undefined),
  ).toEqual([]);
  const meant = found.filter((problem) => message.test(problem.message));
  expect(found.map((problem) => problem.message).join('\n')).toMatch(message);
  expect(meant.map((problem) => problem.at.slice(0, at.length))).toContain(at);
}

/** What is wrong with the text, each with the text at its place. */
export function problemsOf(text: string): { readonly message: string; readonly at: string }[] {
  try {
    readPacks([new PackFile('bad.yaml', text)], DEPARTMENTS);
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return error.problems.map((problem) => ({ message: problem.message, at: textAt(text, problem) }));
  }
}

function textAt(text: string, { line, column }: PackProblem): string {
  const rest = text.split('\n').slice(line - 1);
  return rest.join('\n').slice(column - 1);
}

function changed(changes: readonly Change[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The pack does not have ${from}.`);
    return text.replace(from, to);
  }, EVERYTHING);
}

/** The text of the pack from one key up to another. */
export function part(from: string, to: string): string {
  return EVERYTHING.slice(EVERYTHING.indexOf(from), EVERYTHING.indexOf(to));
}
