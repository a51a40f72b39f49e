import { createPublicKey, type KeyObject } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { canonicalJson } from '../../domain/proof/canonical';
import {
  headsHash,
  LEAF_KINDS,
  NO_STATEMENT,
  signedText,
  statementHash,
  type Anchor,
  type Proofs,
  type Statement,
} from '../../models/proofs';
import { anchorLines } from '../../platform/anchor-file';
import { anchorKeyId, isSignedBy } from '../../platform/anchor-key';
import { CouldNotCheckError, type Finding } from './finding';

const anchorForm = z.strictObject({
  statement: z.strictObject({
    log: z.string(),
    number: z.int(),
    size: z.int(),
    root: z.string(),
    at: z.string(),
    previous: z.string(),
    heads: z.string(),
    key: z.string(),
  }),
  signature: z.string(),
  heads: z.array(
    z.strictObject({
      kind: z.enum(LEAF_KINDS),
      of: z.string(),
      seq: z.int(),
      hash: z.string(),
      leaf: z.int(),
    }),
  ),
});

/** The keys that statements may be signed with, by what they call them. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** The statements as they stand outside MongoDB, one after the other, with what is wrong with each. */
export async function* readAnchorFile(
  file: string,
  keys: TrustedKeys,
): AsyncGenerator<{ readonly anchor: Anchor; readonly findings: readonly Finding[] }> {
  let before: Statement | undefined;
  let line = 0;
  try {
    for await (const text of anchorLines(file)) {
      line += 1;
      const anchor = parsed(text, file, line);
      yield { anchor, findings: wrongWith(anchor, before, keys) };
      before = anchor.statement;
    }
  } catch (error) {
    if (error instanceof CouldNotCheckError) throw error;
    if (isNativeError(error) && 'code' in error) {
      throw new CouldNotCheckError(
        `The file of statements can't be read: ${file} (${String(error.code)}). Without it nothing shows what was cut ` +
          'off. Name the folder that it is in (ANCHOR_DIRECTORY), or bring it back from a copy.',
      );
    }
    throw error;
  }
}

function parsed(text: string, file: string, line: number): Anchor {
  const read = anchorForm.safeParse(asJson(text));
  if (read.success) return read.data;
  throw new CouldNotCheckError(
    `Line ${line} of ${file} is no statement: the file was cut or changed. Bring it back from a copy.`,
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrongWith(anchor: Anchor, before: Statement | undefined, keys: TrustedKeys): Finding[] {
  const { statement, signature, heads } = anchor;
  const of = `statement ${statement.number}`;
  const key = keys.get(statement.key);
  if (!key) {
    throw new CouldNotCheckError(
      `Statement ${statement.number} was signed with key ${statement.key}, and the keys at hand are ` +
        `${[...keys.keys()].join(', ') || 'none'}. Name the right one with --key.`,
    );
  }
  const findings: Finding[] = [];
  const note = (place: string, problem: string) => findings.push({ of, place, problem });
  if (!isSignedBy(key, signedText(statement), signature)) note('signature', 'it is not of this statement');
  if (headsHash(heads) !== statement.heads) note('heads', 'they are not those that were signed');
  if (statement.previous !== (before ? statementHash(before) : NO_STATEMENT)) {
    note('previous', 'it does not follow on the statement before it');
  }
  if (statement.number !== (before?.number ?? 0) + 1) note('number', 'statements before it are missing');
  if (before && statement.size < before.size) note('size', 'the log has become shorter');
  if (before && statement.log !== before.log)
    note('log', 'it is of another log than the statement before it');
  return findings;
}

/** Statements in MongoDB that are not what stands in the file. More may be signed meanwhile. */
export async function* comparedWithDatabase(
  file: AsyncIterable<Anchor>,
  { anchors }: Pick<Proofs, 'anchors'>,
  keys: TrustedKeys,
): AsyncGenerator<Finding> {
  const stored = anchors.forms()[Symbol.asyncIterator]();
  let there = await stored.next();
  for await (const { statement, signature, heads } of file) {
    const { number } = statement;
    for (; !there.done && there.value.number < number; there = await stored.next()) {
      yield onlyInDatabase(there.value.number);
    }
    const form = canonicalJson({ statement, signature, heads });
    if (there.done || there.value.number > number) {
      // It may have come since reading began.
      const [since] = await anchors.list(number - 1, 1);
      if (since?.statement.number !== number) yield gone(number);
      else if (canonicalJson(since) !== form) yield changed(number);
      continue;
    }
    if (there.value.form !== form) yield changed(number);
    there = await stored.next();
  }
  for (; !there.done; there = await stored.next()) {
    if (!isOnItsWay(there.value.form, keys)) yield onlyInDatabase(there.value.number);
  }
}

/** Where a worker died before it had written a statement to the file, the next run does, ten minutes later. */
const ON_ITS_WAY_MS = 60 * 60 * 1000;

/** Whether somebody who has the key has signed it just now. */
function isOnItsWay(form: string, keys: TrustedKeys): boolean {
  const { data } = anchorForm.safeParse(asJson(form));
  const key = data && keys.get(data.statement.key);
  if (!key || !isSignedBy(key, signedText(data.statement), data.signature)) return false;
  return Math.abs(Date.now() - Date.parse(data.statement.at)) < ON_ITS_WAY_MS;
}

function gone(number: number): Finding {
  const problem = 'it is missing there: an older state was restored, or it was deleted';
  return { of: `statement ${number}`, place: 'MongoDB', problem };
}

function changed(number: number): Finding {
  const problem = 'it is not the one that was written to the file';
  return { of: `statement ${number}`, place: 'MongoDB', problem };
}

function onlyInDatabase(number: number): Finding {
  return {
    of: `statement ${number}`,
    place: 'file of statements',
    problem:
      'MongoDB has it and the file does not: the end of the file was cut, or the statement was made up',
  };
}

/** The public keys that MongoDB gives whoever asks for a proof, against those that the statements of the file name. */
export async function* checkedKeys(
  used: ReadonlySet<string>,
  { anchors }: Pick<Proofs, 'anchors'>,
): AsyncGenerator<Finding> {
  const stored = await anchors.keys();
  for (const key of used) if (!stored.has(key)) yield wrongKey(key, 'it is missing there');
  for (const [key, pem] of stored) {
    if (idOfKey(pem) !== key) yield wrongKey(key, 'another key stands there under its name');
  }
}

function wrongKey(key: string, problem: string): Finding {
  return { of: `key ${key}`, place: 'MongoDB (proofKeys)', problem };
}

function idOfKey(pem: string): string | undefined {
  try {
    return anchorKeyId(createPublicKey(pem));
  } catch {
    // What stands there is no key.
    return undefined;
  }
}

/** The keys beside the file, and those that were named besides. */
export async function trustedKeys(directory: string, besides: readonly KeyObject[]): Promise<TrustedKeys> {
  const names = await readdir(directory).catch(() => []);
  const files = names.filter((name) => /^anchor-key-[0-9a-f]{16}\.pem$/.test(name));
  const pems = await Promise.all(files.map((name) => readFile(path.join(directory, name), 'utf8')));
  const keys = [...besides, ...pems.map((pem) => createPublicKey(pem))];
  return new Map(keys.map((key) => [anchorKeyId(key), key]));
}
