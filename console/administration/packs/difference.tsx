import { Fragment } from 'react';
import type { Schemas } from '../../http/client';
import { useSay } from '../../language/language';

type Line = NonNullable<Schemas['PackCheck']['pack']>['difference'][number];

/** Unchanged lines that stay around a change. */
const AROUND = 2;

/** What is said otherwise, line by line, with a sign beside the colour; long stretches of the same are left out. */
export function Difference({ lines, none }: { readonly lines: readonly Line[]; readonly none: string }) {
  const say = useSay();
  if (lines.length === 0) return <p className="quiet">{none}</p>;
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ change }) => change !== 'same'),
  );
  return (
    <div className="difference">
      {lines.map(({ change, line }, index) => {
        if (!shown[index]) {
          return shown[index - 1] === true || index === 0 ? (
            <p key={index} className="left-out">
              …
            </p>
          ) : (
            <Fragment key={index} />
          );
        }
        return (
          <p key={index} className={change}>
            <span className="sign" aria-hidden="true">
              {SIGNS[change]}
            </span>
            {change !== 'same' && <span className="heard">{say(`adm.difference-${change}`)}</span>}
            <span className={line.startsWith('    ') ? 'deep' : ''}>{line.trim()}</span>
          </p>
        );
      })}
    </div>
  );
}

const SIGNS: Readonly<Record<Line['change'], string>> = { same: '', added: '+', removed: '−' };
