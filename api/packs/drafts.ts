import {
  DRAFT,
  explain,
  PackError,
  readDraft,
  type Draft,
  type Language,
  type PackProblem,
  type PolicyStore,
} from '../../models/policies';
import type { Directory } from '../../models/people';
import { invalidFields } from '../problems';

export interface DraftServices {
  readonly policies: Pick<PolicyStore, 'sources' | 'find'>;
  readonly directory: Pick<Directory, 'departments'>;
}

/** More problems than this help nobody. */
const PROBLEMS_TOLD = 100;

/** What is wrong with a text, or the draft that it is. */
export type ReadDraft = { readonly problems: readonly PackProblem[] } | { readonly draft: Draft };

/** Reads a text as a pack of this company, among those that are published. */
export async function readText({ policies, directory }: DraftServices, text: string): Promise<ReadDraft> {
  const [sources, departments] = await Promise.all([policies.sources(), directory.departments()]);
  try {
    return {
      draft: readDraft(
        text,
        sources,
        departments.map(({ _id }) => _id),
      ),
    };
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return { problems: error.problems.slice(0, PROBLEMS_TOLD) };
  }
}

/** @throws {Problem} `invalid` naming each place of the text, if it is no pack that this company can use */
export async function readUsable(services: DraftServices, text: string): Promise<Draft> {
  const read = await readText(services, text);
  if ('draft' in read) return read.draft;
  throw invalidFields(
    read.problems.map(({ file, line, column, message }) => ({
      field: 'text',
      message: `${file === DRAFT ? '' : `${file} `}${line}:${column} ${message}`,
    })),
  );
}

/** The rules in plain sentences, with the departments’ own names. */
export async function sentencesOf(
  { directory }: Pick<DraftServices, 'directory'>,
  rules: Parameters<typeof explain>[0],
  language: Language,
): Promise<string[]> {
  const titles = new Map((await directory.departments()).map(({ _id, title }) => [_id, title]));
  return explain(rules, language, titles);
}
