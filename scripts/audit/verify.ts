import type { Anchor, IdRange, Statement } from '../../models/proofs';
import { checkedKeys, comparedWithDatabase, readAnchorFile, type TrustedKeys } from './anchors';
import { count } from '../records/progress';
import { CouldNotCheckError, type Finding } from './finding';
import { checkedHeads, checkedLog } from './log';
import { checkedRecords, type Counts } from './records';
import { idsOf, type Scope } from './scope';
import type { AuditedRecords } from './shelves';

/** Where the statements are outside MongoDB, and by which keys they may be signed. */
export interface Outside {
  readonly file: string;
  readonly keys: TrustedKeys;
}

export interface Verified extends Counts {
  readonly statements: number;
  /** How many leaves were signed. */
  readonly size: number;
  /** When that was, ISO 8601; absent: nothing was ever signed. */
  readonly at?: string;
  readonly findings: number;
}

/**
 * Whether the records are what was recorded: the statements outside MongoDB, the log against them, and every record
 * against the log. Nothing is changed; what is in memory does not grow with the records.
 *
 * @throws {CouldNotCheckError} if nothing can be said
 */
export async function verify(
  audited: AuditedRecords,
  outside: Outside,
  scope: Scope,
  tell: (finding: Finding) => void,
  progress: (describe: () => string) => void = () => undefined,
): Promise<Verified> {
  let findings = 0;
  const note = (finding: Finding): void => {
    findings += 1;
    tell(finding);
  };
  const of = await idsOf(audited.connection, scope);
  const signed = await checkedStatements(audited, outside, of, note);
  const size = Math.max(0, ...signed.keys());
  const withoutRow = new Set<string>();
  for await (const finding of checkedLog(audited.proofs.log, signed, withoutRow)) note(finding);
  const counts: Counts = { cases: 0, records: 0, notAnchored: 0 };
  const last = signed.get(size);
  const part = { size, of, withoutRow, signedAt: last?.at };
  const report = () => progress(() => `${counts.cases} cases, ${counts.records} records`);
  for await (const finding of checkedRecords(audited, part, counts, report)) note(finding);
  if ('number' in scope && counts.records === 0 && findings === 0) throw noRecords(scope.number);
  return { ...counts, statements: signed.size, size, findings, ...(last && { at: last.at }) };
}

/** The statements by the size of the log that they are about; what is wrong with them is noted. */
async function checkedStatements(
  { proofs }: AuditedRecords,
  { file, keys }: Outside,
  ids: readonly IdRange[] | undefined,
  note: (finding: Finding) => void,
): Promise<ReadonlyMap<number, Statement>> {
  const signed = new Map<number, Statement>();

  async function* ofFile(): AsyncGenerator<Anchor> {
    for await (const { anchor, findings } of readAnchorFile(file, keys)) {
      findings.forEach(note);
      if (findings.length === 0) signed.set(anchor.statement.size, anchor.statement);
      const heads = anchor.heads.filter(
        ({ of }) => !ids || ids.some(({ $gte, $lt }) => of >= $gte && of < $lt),
      );
      for await (const finding of checkedHeads(proofs.log, heads)) note(finding);
      yield anchor;
    }
  }

  for await (const finding of comparedWithDatabase(ofFile(), proofs, keys)) note(finding);
  const used = new Set([...signed.values()].map(({ key }) => key));
  for await (const finding of checkedKeys(used, proofs)) note(finding);
  return signed;
}

function noRecords(number: string): CouldNotCheckError {
  return new CouldNotCheckError(
    `There is no record of ${number}, and no statement names it: nothing to verify. Check the number.`,
  );
}

/** What is printed at the end. */
export function summaryOf(verified: Verified): string {
  const { cases, records, notAnchored, statements, size, at, findings } = verified;
  const anchored =
    at === undefined
      ? 'No statement holds, so nothing shows that these records are what was signed.'
      : `${count(statements, 'statement')}; the last, of ${at}, is over ${count(size, 'leaf', 'leaves')}. ${notAnchoredYet(notAnchored)}`;
  const found = findings === 0 ? 'Nothing was found.' : `${count(findings, 'finding')}.`;
  return `${found} ${count(cases, 'case')}, ${count(records, 'record')}. ${anchored}`;
}

function notAnchoredYet(records: number): string {
  return records === 0 ? 'All are anchored.' : `Not anchored yet: ${count(records, 'record')}.`;
}
