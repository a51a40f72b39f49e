import { Checkbox } from 'antd';
import { useSay } from '../language/language';
import type { Choosing } from './use-choosing';

interface Props {
  readonly number: string;
  readonly choosing: Choosing;
}

/** Chooses one case of a list; with Shift, all from the one before to this one. */
export function ChooseBox({ number, choosing }: Props) {
  const say = useSay();
  return (
    <Checkbox
      className="choose-box"
      checked={choosing.chosen.has(number)}
      aria-label={say('bulk.choose', { number })}
      onChange={({ nativeEvent }) =>
        choosing.toggle(number, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}
