import type { Schemas } from '../http/client';
import { sayWord, useSay, type Say } from '../language/language';
import { useProof } from './proof';

type Finding = Schemas['ProofFinding'];

/** What of a case is not as it was recorded, place by place; nothing while all of it is. */
export function ProofFindings({ number }: { readonly number: string }) {
  const say = useSay();
  const { data } = useProof(number);
  const findings = data?.findings ?? [];
  if (findings.length === 0) return null;
  return (
    <section
      className="proof-broken"
      role="alert"
      aria-label={say('audit.proof-broken', { n: findings.length })}
    >
      <p className="strong">{say('audit.proof-broken', { n: findings.length })}</p>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.kind}/${finding.of}/${finding.seq}/${finding.problem}`}>
            <strong>{placeOf(say, finding)}</strong>
            {say('audit.colon')}
            {sayWord(say, 'broken', finding.problem)}
            {finding.fields?.map((field) => (
              <code key={field}> {field}</code>
            ))}
          </li>
        ))}
      </ul>
      <p className="quiet">{say('audit.proof-broken-hint', { number })}</p>
    </section>
  );
}

/** That a step is among them, where it stands in the list. */
export function BrokenStep({ number, seq }: { readonly number: string; readonly seq: number }) {
  const say = useSay();
  const { data } = useProof(number);
  const isBroken = data?.findings?.some(
    (one) => one.kind === 'case-event' && one.of === number && one.seq === seq,
  );
  return isBroken === true ? <span className="tag proof-broken-step">{say('audit.broken-here')}</span> : null;
}

function placeOf(say: Say, { kind, of, seq }: Finding): string {
  switch (kind) {
    case 'case-event':
      return say('audit.place-event', { seq });
    case 'task-event':
      return `${of} ${say('audit.place-event', { seq })}`;
    case 'file':
      return say('audit.place-file', { of });
    case 'run':
      return say('audit.place-run', { of });
    case 'read-model':
      return say('audit.place-read-model');
    case 'statement':
      return say('audit.proof-statement-number', { n: seq });
    case 'access':
      return of;
  }
}
