import { Button } from 'antd';
import { Link } from 'react-router';
import type { CaseView } from '../http/client';
import { useSay } from '../language/language';

/** The number, large, to be read out to the customer. */
export function Filed({ view, again }: { readonly view: CaseView; readonly again: () => void }) {
  const say = useSay();
  return (
    <div className="filed" role="status">
      <p>{say('intake.filed')}</p>
      <p className="filed-number">{view.number}</p>
      <p className="quiet">{say('intake.read-out')}</p>
      <div className="form-end centred">
        <Button type="primary" size="large" autoFocus onClick={again}>
          {say('intake.next-one')}
        </Button>
        <Link to={`/cases/${view.number}`}>{say('intake.open')}</Link>
      </div>
    </div>
  );
}
