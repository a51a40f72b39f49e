import { Button } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSay } from '../language/language';
import { failureText } from '../look/page-failure';
import { AssignDialog } from './assign-dialog';
import { MOST_CHOSEN, numbersOnList, type ListQuery } from './bulk-api';
import './bulk.css';
import type { Choosing } from './use-choosing';

interface Props {
  readonly choosing: Choosing;
  /** Finds what is on the list. */
  readonly query: ListQuery;
}

/** What can be done with the cases that are chosen; absent while none is. */
export function BulkBar({ choosing, query }: Props) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const all = useMutation({ mutationFn: () => numbersOnList(query), onSuccess: choosing.choose });
  const { size } = choosing.chosen;
  if (size === 0) return null;
  return (
    <div className="bulk-bar" role="region" aria-label={say('bulk.bar')}>
      <span role="status" className="strong">
        {say('bulk.chosen', { n: size })}
      </span>
      <Button type="primary" onClick={() => setAsking(true)}>
        {say('bulk.assign')}
      </Button>
      <Button loading={all.isPending} disabled={size >= MOST_CHOSEN} onClick={() => all.mutate()}>
        {say('bulk.all', { most: MOST_CHOSEN })}
      </Button>
      <Button type="text" onClick={choosing.clear}>
        {say('bulk.none')}
      </Button>
      {all.error && <span role="alert">{failureText(all.error, say)}</span>}
      <AssignDialog open={asking} numbers={choosing.chosen} close={() => setAsking(false)} />
    </div>
  );
}
