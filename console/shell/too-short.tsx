import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../language/language';

const SHORTEST = 2;

/** Something is looked for, but with fewer characters than anything is found by. */
export function isTooShort(text: string): boolean {
  const { length } = Array.from(text.trim());
  return length > 0 && length < SHORTEST;
}

interface Props {
  readonly open: boolean;
  readonly children: ReactNode;
}

/** Beside a search field: what was typed is too short. */
export function TooShort({ open, children }: Props) {
  const say = useSay();
  return (
    <Tooltip
      open={open}
      trigger={[]}
      placement="bottomLeft"
      title={<span role="alert">{say('shell.search-short')}</span>}
    >
      {children}
    </Tooltip>
  );
}
