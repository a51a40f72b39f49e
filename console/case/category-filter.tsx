import { Segmented } from 'antd';
import { useSay } from '../language/language';
import { CATEGORIES, type Category } from './categories';

export type CategoryChoice = Category | 'all';

interface Props {
  readonly value: CategoryChoice;
  readonly choose: (choice: CategoryChoice) => void;
}

/** Which sort of events is looked at. */
export function CategoryFilter({ value, choose }: Props) {
  const say = useSay();
  return (
    <Segmented
      size="small"
      value={value}
      onChange={choose}
      aria-label={say('timeline.filter')}
      options={(['all', ...CATEGORIES] as const).map((one) => ({
        value: one,
        label: say(`timeline.${one}`),
      }))}
    />
  );
}
