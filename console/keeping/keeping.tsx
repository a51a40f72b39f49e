import { useQueryClient } from '@tanstack/react-query';
import { useCompany } from '../company/company';
import { api, type CaseView, type Schemas } from '../http/client';
import { answered, failureOf } from '../http/failure';
import { useLanguage, useSay } from '../language/language';
import { hasRole, useSession } from '../session/session';
import { longTime } from '../time/format';
import { Time } from '../time/time';
import { keepingKey, useKeeping } from './queries';
import { ReasonDialog } from './reason-dialog';
import './keeping.css';

type Hold = Schemas['LegalHold'];

/** Until when a case is kept, what holds it, and the ways out of it: for those who answer for it, and who examine. */
export function Keeping({ view }: { readonly view: CaseView }) {
  const sees = hasRole(
    useSession(),
    'supervisor',
    'quality-manager',
    'head-of-customer-service',
    'executive',
    'auditor',
  );
  return sees && view.revision > 0 ? <Kept view={view} /> : null;
}

function Kept({ view: { number, stage } }: { readonly view: CaseView }) {
  const say = useSay();
  const session = useSession();
  const queries = useQueryClient();
  const { data } = useKeeping(number);
  if (!data) return null;
  const { holds, erasure, keptUntil } = data;
  const params = { path: { number } };
  const renewed = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: keepingKey(number) });
    await queries.invalidateQueries({ queryKey: ['case', number] });
  };
  const responsible = hasRole(session, 'quality-manager', 'head-of-customer-service');
  const erasable = stage === 'archived' && hasRole(session, 'head-of-customer-service');
  const place = async (reason: string): Promise<void> => {
    await answered(api.POST('/api/v1/complaints/{number}/legal-holds', { params, body: { reason } }));
    await renewed();
  };
  const erase = async (reason: string): Promise<void> => {
    const body = { reason, confirm: number };
    await answered(api.POST('/api/v1/complaints/{number}/erasure', { params, body }));
    await renewed();
  };
  return (
    <section className="part">
      <h2>{say('keep.title')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('keep.until')}</dt>
          <dd>{keptUntil === null ? say('keep.open') : <Time at={keptUntil} />}</dd>
        </div>
        {erasure && (
          <div>
            <dt>{say('keep.erased')}</dt>
            <dd>
              {erasure.reason}
              <Who message="keep.erased-by" decided={erasure} />
            </dd>
          </div>
        )}
        {holds.length > 0 && (
          <div>
            <dt>{say('keep.holds')}</dt>
            <dd>
              <ul className="plain keeping-holds">
                {holds.map((hold) => (
                  <HoldLine
                    key={hold.id}
                    hold={hold}
                    number={number}
                    lifts={responsible && !erasure}
                    renewed={renewed}
                  />
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {hasRole(session, 'auditor', 'quality-manager', 'head-of-customer-service') && (
        <p className="keeping-out">
          <a href={`/api/v1/complaints/${number}/bundle`} download>
            {say('keep.bundle')}
          </a>
          <br />
          <span className="quiet small">{say('keep.bundle-about')}</span>
        </p>
      )}
      {!erasure && responsible && (
        <div className="keeping-acts">
          <ReasonDialog label={say('keep.hold')} about={say('keep.hold-about')} send={place} small />
          {erasable && (
            <ReasonDialog
              label={say('keep.erase')}
              about={say('keep.erase-about')}
              confirm={{
                word: number,
                label: say('keep.erase-confirm', { number }),
                mismatch: say('keep.erase-mismatch'),
              }}
              send={erase}
              small
            />
          )}
        </div>
      )}
    </section>
  );
}

interface HoldLineProps {
  readonly hold: Hold;
  readonly number: string;
  readonly lifts: boolean;
  readonly renewed: () => Promise<void>;
}

function HoldLine({ hold, number, lifts, renewed }: HoldLineProps) {
  const say = useSay();
  const lift = async (reason: string): Promise<void> => {
    const params = { path: { number, id: hold.id } };
    // It answers without a body.
    const { error, response } = await api.POST('/api/v1/complaints/{number}/legal-holds/{id}/lift', {
      params,
      body: { reason },
    });
    if (!response.ok) throw failureOf(response, error);
    await renewed();
  };
  return (
    <li>
      {hold.reason}
      <Who message="keep.held-by" decided={hold} />
      {hold.lifted && <span className="tag">{say('keep.lifted')}</span>}
      {!hold.lifted && lifts && (
        <ReasonDialog label={say('keep.lift')} about={say('keep.lift-about')} send={lift} small />
      )}
    </li>
  );
}

interface WhoProps {
  readonly message: 'keep.held-by' | 'keep.erased-by';
  readonly decided: { readonly by: string; readonly at: string };
}

/** Who decided it, and when. */
function Who({ message, decided: { by, at } }: WhoProps) {
  const { say, language } = useLanguage();
  const { person, zone } = useCompany();
  return (
    <div className="quiet small">{say(message, { who: person(by), at: longTime(at, language, zone) })}</div>
  );
}
