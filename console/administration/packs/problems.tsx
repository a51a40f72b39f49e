import type { Schemas } from '../../http/client';
import { useSay } from '../../language/language';
import type { Mistake } from './editor';

interface Props {
  readonly problems: readonly Schemas['PackCheck']['problems'][number][];
  readonly go: (mistake: Mistake) => void;
}

/** What is wrong with the text; each leads to its place. */
export function Problems({ problems, go }: Props) {
  const say = useSay();
  return (
    <ol className="plain rows">
      {problems.map((problem) => {
        const { file, line, column, message } = problem;
        return (
          <li key={`${file ?? ''} ${line}:${column} ${message}`}>
            {file === null ? (
              <button type="button" className="as-link number" onClick={() => go({ line, column, message })}>
                {say('adm.problem-place', { line, column })}
              </button>
            ) : (
              <span className="number">{say('adm.problem-elsewhere', { file, line, column })}</span>
            )}
            <span className="grow">{message}</span>
          </li>
        );
      })}
    </ol>
  );
}
