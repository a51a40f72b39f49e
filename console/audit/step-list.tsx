import { useState } from 'react';
import { categoryOf } from '../case/categories';
import { CategoryFilter, type CategoryChoice } from '../case/category-filter';
import { EventDetails } from '../case/event-details';
import { StageName } from '../case/timeline';
import { useCompany } from '../company/company';
import { sayWord, useSay } from '../language/language';
import { Time } from '../time/time';
import { ProofOfStep } from './proof';
import { BrokenStep } from './proof-findings';
import type { Step } from './queries';

interface Props {
  readonly number: string;
  /** What was on the record at the moment that is looked at. */
  readonly steps: readonly Step[];
  /** The seq of the step that is chosen. */
  readonly chosen: number | undefined;
  readonly choose: (seq: number) => void;
}

/** Everything that happened, the newest below; one of them is looked at beside its Temporal events. */
export function StepList({ number, steps, chosen, choose }: Props) {
  const say = useSay();
  const [filter, setFilter] = useState<CategoryChoice>('all');
  const shown = steps.filter(({ event }) => filter === 'all' || categoryOf(event.type) === filter);
  return (
    <section className="part" aria-labelledby="audit-steps">
      <h2 id="audit-steps">{say('audit.steps', { n: steps.length })}</h2>
      <CategoryFilter value={filter} choose={setFilter} />
      {shown.length === 0 && <p className="quiet">{say('timeline.nothing')}</p>}
      <ol className="plain steps-of-life">
        {shown.map((step) => (
          <StepLine
            key={step.event.seq}
            number={number}
            step={step}
            chosen={step.event.seq === chosen}
            choose={() => choose(step.event.seq)}
          />
        ))}
      </ol>
    </section>
  );
}

interface LineProps {
  readonly number: string;
  readonly step: Step;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function StepLine({ number, step: { event, recordedAt }, chosen, choose }: LineProps) {
  const say = useSay();
  const { person, department } = useCompany();
  const { seq, type, at, actor, payload, commandId } = event;
  const clause = payload['clause'];
  return (
    <li className={chosen ? 'step-of-life is-chosen' : 'step-of-life'}>
      <button type="button" aria-pressed={chosen} onClick={choose}>
        <span className="quiet number">{seq}</span>
        <Time at={at} />
        <strong>{sayWord(say, 'event', type)}</strong>
        <StageName event={event} />
        <BrokenStep number={number} seq={seq} />
        {typeof clause === 'string' && <code className="clause">{clause}</code>}
        <span className="quiet">
          {actor.user === 'redress' ? say('audit.procedure') : person(actor.user)}
          {actor.department !== undefined && ` · ${department(actor.department)}`}
        </span>
      </button>
      {chosen && (
        <div className="step-more">
          <EventDetails event={event} />
          <p className="quiet small">
            {say('audit.recorded')} <Time at={recordedAt} />
            {commandId !== undefined && (
              <>
                {' · '}
                {say('audit.command')} <code>{commandId}</code>
              </>
            )}
          </p>
          <ProofOfStep number={number} seq={seq} />
        </div>
      )}
    </li>
  );
}
