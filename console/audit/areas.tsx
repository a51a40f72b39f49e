import { NavLink } from 'react-router';
import { useSay } from '../language/language';
import { useSession } from '../session/session';
import { readsAccessRecord } from './may-audit';

/** What an auditor may turn to. */
export function Areas() {
  const say = useSay();
  if (!readsAccessRecord(useSession())) return null;
  return (
    <nav className="audit-areas" aria-label={say('place.audit')}>
      <NavLink to="/audit" end>
        {say('audit.cases')}
      </NavLink>
      <NavLink to="/audit/access">{say('audit.access')}</NavLink>
    </nav>
  );
}
