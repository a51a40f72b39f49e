import type { Overview } from '../http';
import { Moment, useMoments, useZoneName } from '../time';
import { useSay, type CustomerWord, type Say } from '../words/language';

type Stage = Overview['stage'];

/** The way of each kind, in the customer’s words, and which stages make a step of it. */
const WAYS: Readonly<Record<Overview['kind'], readonly (readonly [CustomerWord, readonly Stage[]])[]>> = {
  complaint: [
    ['step.received', ['registered']],
    ['step.assigned', ['assigning', 'accepting']],
    ['step.handled', ['planning', 'handling']],
    ['step.confirmed', ['confirming']],
    ['step.done', ['closed', 'archived']],
  ],
  suggestion: [
    ['step.received', ['registered']],
    ['step.handled', ['deciding']],
    ['step.answered', ['answering']],
    ['step.done', ['closed', 'archived']],
  ],
  consultation: [
    ['step.received', ['registered']],
    ['step.answered', ['answering']],
    ['step.done', ['closed', 'archived']],
  ],
};

/** How the case stands, for whoever has the link: nothing of what it is about. */
export function Standing({ overview }: { readonly overview: Overview }) {
  const say = useSay();
  const { kind, number, stage, round, receivedAt, zone } = overview;
  const zoneName = useZoneName(zone);
  return (
    <section className="card" aria-labelledby="standing">
      <h1 id="standing">{say(`stage.${stage}`)}</h1>
      <p>{say(`about.${stage}`)}</p>
      <Promised overview={overview} />
      <Steps overview={overview} />
      <dl className="facts small">
        <div>
          <dt>{say(`number.${kind}`)}</dt>
          <dd className="number">{number}</dd>
        </div>
        <div>
          <dt>{say('received-at')}</dt>
          <dd>
            <Moment at={receivedAt} zone={zone} />
          </dd>
        </div>
      </dl>
      <p className="quiet small">
        {round > 1 && `${say('round.n', { round })} · `}
        {say('in-zone', { zone: zoneName })}
      </p>
    </section>
  );
}

function Promised({ overview }: { readonly overview: Overview }) {
  const say = useSay();
  const write = useMoments(overview.zone);
  const words = promiseOf(overview, say, write);
  return words === undefined ? null : <p className="promise">{words}</p>;
}

function promiseOf(
  { stage, promisedAt, stepDueAt, reopenUntil }: Overview,
  say: Say,
  write: (at: string) => string,
): string | undefined {
  if (stage === 'archived') return undefined;
  if (stage === 'closed') {
    return reopenUntil === null ? undefined : say('promised.reopen', { at: write(reopenUntil) });
  }
  if (stage === 'confirming') return undefined;
  if (promisedAt !== null) return say('promised', { at: write(promisedAt) });
  return stepDueAt === null ? say('promised.open') : say('promised.step', { at: write(stepDueAt) });
}

function Steps({ overview: { kind, stage } }: { readonly overview: Overview }) {
  const say = useSay();
  const steps = WAYS[kind];
  const current = steps.findIndex(([, stages]) => stages.includes(stage));
  return (
    <ol className="steps" aria-label={say('steps.label')}>
      {steps.map(([word], index) => (
        <li
          key={word}
          className={index < current ? 'done' : index === current ? 'current' : ''}
          {...(index === current && { 'aria-current': 'step' })}
        >
          {say(word)}
        </li>
      ))}
    </ol>
  );
}
