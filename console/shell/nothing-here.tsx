import { Link } from 'react-router';
import { useSay } from '../language/language';

export function NothingHere() {
  const say = useSay();
  return (
    <div className="page">
      <div className="notice-box">
        <h1>{say('nothing-here.title')}</h1>
        <p>
          <Link to="/">{say('nothing-here.back')}</Link>
        </p>
      </div>
    </div>
  );
}
