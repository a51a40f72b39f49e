import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useCompany } from '../company/company';
import type { CaseSummary } from '../http/client';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { stepsIn, useSession } from '../session/session';
import type { HolderLoad } from './holders';
import { CaseLine } from './case-line';
import { casesLink, ofHolder } from './links';
import { useSomeCases } from './queries';

const NextOf = lazy(() => import('../commands/next-of'));

/** As many as are looked at before stepping in; the list has them all. */
const SHOWN = 10;

/** The most pressing cases of a holder, with one click to step in. */
export function PressingCases({ load }: { readonly load: HolderLoad }) {
  const say = useSay();
  const { data, error, refetch } = useSomeCases({ ...ofHolder(load), pressing: 'true' }, SHOWN);
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  return (
    <>
      <ul className="plain">
        {data.items.map((item) => (
          <PressingCase key={item.number} item={item} />
        ))}
      </ul>
      {data.next !== undefined && (
        <p>
          <Link to={casesLink({ ...ofHolder(load), pressing: 'true' })}>
            {say('supervision.all-of-holder', { n: load.overdue + load.soon })}
          </Link>
        </p>
      )}
    </>
  );
}

function PressingCase({ item }: { readonly item: CaseSummary }) {
  const say = useSay();
  const session = useSession();
  const { clock } = useCompany();
  const [open, setOpen] = useState(false);
  const { nextClock, level } = item;
  const about = [
    level && say(`choice.level.${level}`),
    nextClock && nextClock.rung > 0 && say('supervision.rung-reached', { n: nextClock.rung }),
    nextClock && clock(item.policy, nextClock.rule, nextClock.clause),
  ];
  return (
    <li>
      <CaseLine item={item} about={about.filter(Boolean).join(' · ')}>
        {stepsIn(session) && (
          <Button
            size="small"
            type={open ? 'primary' : 'default'}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {say('supervision.step-in')}
          </Button>
        )}
      </CaseLine>
      {open && (
        <div className="row-form">
          <Suspense fallback={<Loading what="case" />}>
            <NextOf
              number={item.number}
              command="intervene"
              done={() => setOpen(false)}
              cancel={() => setOpen(false)}
            />
          </Suspense>
        </div>
      )}
    </li>
  );
}
