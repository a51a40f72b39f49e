import { useQuery } from '@tanstack/react-query';
import { useCompany } from '../company/company';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';
import { useLanguage, useSay } from '../language/language';
import { useSession } from '../session/session';
import { longTime } from '../time/format';
import { readsAccessRecord } from './may-audit';

type CaseProof = Schemas['CaseProof'];
export type ProvenRecord = CaseProof['records'][number];

/** Where the records of a case stand in the log that is signed; undefined for who doesn't verify, and until it is known. */
export function useProof(number: string) {
  const session = useSession();
  return useQuery({
    queryKey: ['audit', number, 'proof'],
    enabled: readsAccessRecord(session),
    queryFn: () => answered(api.GET('/api/v1/complaints/{number}/proof', { params: { path: { number } } })),
  });
}

/** How much of a case stands under a signed statement. */
export function ProofState({ number }: { readonly number: string }) {
  const { say, language } = useLanguage();
  const { zone } = useCompany();
  const { data, isError, isEnabled } = useProof(number);
  if (!isEnabled) return null;
  if (isError) return <span className="quiet">{say('audit.proof-unknown')}</span>;
  if (!data) return null;
  const anchored = data.records.filter((record) => record.anchored).length;
  const { anchor } = data;
  return (
    <span className="tag" title={say('audit.proof-verify', { number })}>
      {data.intact && `${say('audit.proof-intact')} · `}
      {anchored === data.records.length
        ? say('audit.proof-all', { n: anchored })
        : say('audit.proof-some', { n: anchored, of: data.records.length })}
      {anchor &&
        anchored > 0 &&
        ` · ${say('audit.proof-statement', {
          n: anchor.statement.number,
          at: longTime(anchor.statement.at, language, zone),
        })}`}
    </span>
  );
}

/** Where one event of the case stands in the log, with its hash. */
export function ProofOfStep({ number, seq }: { readonly number: string; readonly seq: number }) {
  const say = useSay();
  const { data } = useProof(number);
  const record = data?.records.find(
    (one) => one.kind === 'case-event' && one.of === number && one.seq === seq,
  );
  if (!record) return null;
  return (
    <p className="quiet small">
      {record.leaf === undefined ? say('audit.not-anchored') : say('audit.anchored', { leaf: record.leaf })}{' '}
      <code className="audit-hash">{record.hash}</code>
    </p>
  );
}
