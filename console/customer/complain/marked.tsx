import { useSay } from '../words/language';
import type { Checked } from './use-checks';

/** So much of the text around a number is shown. */
const AROUND = 10;

/** Shows where a number stands that must not be kept. */
export function Marked({ text, numbers }: Checked) {
  const say = useSay();
  return numbers.map(({ kind, from, to }) => (
    <span key={from}>
      {say(`number.${kind}`)}{' '}
      <q>
        {text.slice(Math.max(0, from - AROUND), from)}
        <mark>{text.slice(from, to)}</mark>
        {text.slice(to, to + AROUND)}
      </q>
    </span>
  ));
}
