import { useSay } from '../language/language';
import type { Preview } from './draft';

interface Props {
  readonly text: string;
  readonly numbers: Preview['personalNumbers'];
}

/** So much of the text around a number is shown. */
const AROUND = 12;

/** Shows where a number stands that must not be kept, and what it is. */
export function Marked({ text, numbers }: Props) {
  const say = useSay();
  return (
    <div className="field-problem strong" role="alert">
      {numbers.map(({ kind, from, to }) => (
        <p key={from}>
          {say(`guard.${kind}`)}{' '}
          <q>
            {text.slice(Math.max(0, from - AROUND), from)}
            <mark>{text.slice(from, to)}</mark>
            {text.slice(to, to + AROUND)}
          </q>
        </p>
      ))}
    </div>
  );
}
