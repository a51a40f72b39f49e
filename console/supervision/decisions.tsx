import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useCompany } from '../company/company';
import type { CaseSummary } from '../http/client';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { CaseLine } from './case-line';
import { DecisionFacts } from './decision-facts';
import { useToDecide } from './queries';

const NextOf = lazy(() => import('../commands/next-of'));

export type Decision = CaseSummary['decisions'][number];

/** In the order in which they stand, each with the command that takes it. */
const COMMANDS: readonly (readonly [decision: Decision, command: string])[] = [
  ['arbitration', 'assign'],
  ['claim', 'decide-claim'],
  ['suggestion', 'decide-suggestion'],
  ['difficult-customer', 'flag-difficult'],
];

/** The decisions that wait for the reader, each with what is to be known for it and its form in place. */
export function Decisions() {
  const say = useSay();
  const { data, error, refetch } = useToDecide();
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  if (data.items.length === 0) {
    return (
      <div className="notice-box">
        <p className="strong">{say('supervision.nothing-to-decide')}</p>
        <p className="quiet">{say('supervision.nothing-to-decide-more')}</p>
      </div>
    );
  }
  return COMMANDS.map(([decision, command]) => (
    <OneKind
      key={decision}
      decision={decision}
      command={command}
      items={data.items.filter(({ decisions }) => decisions.includes(decision))}
    />
  ));
}

interface KindProps {
  readonly decision: Decision;
  readonly command: string;
  readonly items: readonly CaseSummary[];
}

function OneKind({ decision, command, items }: KindProps) {
  const say = useSay();
  if (items.length === 0) return null;
  return (
    <section className="decisions" aria-label={say(`decision.${decision}`)}>
      <h3>
        {say(`decision.${decision}`)} <span className="count">{items.length}</span>
      </h3>
      <ul className="plain">
        {items.map((item) => (
          <ToDecide key={item.number} item={item} decision={decision} command={command} />
        ))}
      </ul>
    </section>
  );
}

function ToDecide({ item, decision, command }: Omit<KindProps, 'items'> & { readonly item: CaseSummary }) {
  const say = useSay();
  const { policy, title } = useCompany();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const pack = policy(item.policy);
  return (
    <li>
      <CaseLine item={item} about={pack ? title(pack.title) : item.policy}>
        <Button
          size="small"
          type={open ? 'primary' : 'default'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {say(`decide.${decision}`)}
        </Button>
      </CaseLine>
      {open && (
        <div className="row-form">
          <Suspense fallback={<Loading what="case" />}>
            <NextOf
              number={item.number}
              command={command}
              about={(view) => <DecisionFacts decision={decision} view={view} />}
              done={close}
              cancel={close}
            />
          </Suspense>
        </div>
      )}
    </li>
  );
}
