import { useEvents } from '../case/queries';
import { useCompany } from '../company/company';
import { recordOf } from '../http/failure';
import type { CaseView } from '../http/client';
import { useSay } from '../language/language';
import { Time } from '../time/time';
import type { Decision } from './decisions';

interface Props {
  readonly decision: Decision;
  readonly view: CaseView;
}

/** What is to be known before deciding. */
export function DecisionFacts({ decision, view }: Props) {
  switch (decision) {
    case 'claim':
      return <ClaimFacts view={view} />;
    case 'arbitration':
      return <Returns number={view.number} />;
    case 'difficult-customer':
      return <Proposal view={view} />;
    case 'suggestion':
      return <p className="prose">{view.matter}</p>;
  }
}

function ClaimFacts({ view }: { readonly view: CaseView }) {
  const say = useSay();
  const { person } = useCompany();
  const claim = view.claims.find(({ decided }) => decided === undefined);
  if (!claim) return null;
  return (
    <dl className="facts">
      <div>
        <dt>{say('field.demand')}</dt>
        <dd>{claim.demand}</dd>
      </div>
      <div>
        <dt>{say('field.grounds')}</dt>
        <dd>{claim.grounds}</dd>
      </div>
      <div>
        <dt>{say('decision.by')}</dt>
        <dd>
          {person(claim.by)} <Time at={claim.at} />
        </dd>
      </div>
      {claim.decisions.map(({ by, at, decision, amount, reason }) => (
        <div key={at}>
          <dt>{say(`choice.decision.${decision}`)}</dt>
          <dd>
            {person(by)}
            {amount && ` ${amount.amount} ${amount.currency}`}：{reason} <Time at={at} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Who has returned it, and why. */
function Returns({ number }: { readonly number: string }) {
  const say = useSay();
  const { person, department } = useCompany();
  const { data } = useEvents(number);
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const returns = events.filter(({ type }) => type === 'return');
  return (
    <dl className="facts">
      {returns.map(({ seq, at, actor, payload }) => (
        <div key={seq}>
          <dt>{department(actor.department)}</dt>
          <dd>
            {say('decision.returned', {
              who: person(actor.user),
              why: reasonIn(payload),
            })}{' '}
            <Time at={at} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function reasonIn(payload: unknown): string {
  const { reason } = recordOf(payload);
  return typeof reason === 'string' ? reason : '';
}

function Proposal({ view: { difficult } }: { readonly view: CaseView }) {
  const say = useSay();
  const { person } = useCompany();
  if (!difficult) return null;
  return (
    <dl className="facts">
      <div>
        <dt>{say('field.reason')}</dt>
        <dd>{difficult.reason}</dd>
      </div>
      <div>
        <dt>{say('decision.by')}</dt>
        <dd>
          {person(difficult.proposedBy)} <Time at={difficult.at} />
        </dd>
      </div>
    </dl>
  );
}
