import { useSay } from '../language/language';
import { Time } from '../time/time';
import type { EventRef, Life, Step, TemporalEvent } from './queries';

interface Props {
  readonly step: Step | undefined;
  readonly temporal: readonly TemporalEvent[];
  readonly gap: Life['gap'];
}

/** What Temporal wrote down of the step that is chosen. */
export function TemporalEvents({ step, temporal, gap }: Props) {
  const say = useSay();
  const found = (refs: readonly EventRef[]) =>
    temporal.filter(({ runId, id }) => refs.some((ref) => ref.runId === runId && ref.id === id));
  return (
    <section className="part" aria-labelledby="audit-temporal">
      <h2 id="audit-temporal">{say('audit.temporal')}</h2>
      {gap && (
        <p className="notice-line" role="note">
          {say(`audit.gap-${gap}`)}
        </p>
      )}
      {step === undefined ? (
        <p className="quiet">{say('audit.choose-step')}</p>
      ) : (
        <>
          <Group title={say('audit.causes')} events={found(step.causes)} open />
          <Group title={say('audit.records')} events={found(step.records)} />
        </>
      )}
    </section>
  );
}

interface GroupProps {
  readonly title: string;
  readonly events: readonly TemporalEvent[];
  /** Whether the first of them lies open. */
  readonly open?: boolean;
}

function Group({ title, events, open = false }: GroupProps) {
  const say = useSay();
  return (
    <>
      <h3 className="day">{title}</h3>
      {events.length === 0 && <p className="quiet">{say('audit.none')}</p>}
      {events.map((event, index) => (
        <details
          key={`${event.runId} ${event.id}`}
          className="temporal-event"
          open={open && index === 0 ? true : undefined}
        >
          <summary>
            <span className="number quiet">{event.id}</span> <code>{event.type}</code> <Time at={event.at} />
          </summary>
          <pre tabIndex={0} aria-label={event.type}>
            {JSON.stringify(event.details, null, 2)}
          </pre>
        </details>
      ))}
    </>
  );
}
