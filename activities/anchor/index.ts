import { canonicalJson } from '../../domain/proof/canonical';
import { z } from 'zod';
import type { Proofs, Signer } from '../../models/proofs';
import type { AnchorFile } from '../../platform/anchor-file';
import type { Logger } from '../../platform/logging';
import { attemptTime } from '../attempt-time';
import { givingSignsOfLife } from '../sign-of-life';
import { tellOfAnchors, type TellOfAnchorDependencies } from './tell';

export interface AnchorDependencies {
  readonly proofs: Proofs;
  /** Absent: leaves are numbered, but nothing is signed. */
  readonly signer?: Signer;
  readonly file: AnchorFile;
  readonly logger: Logger;
}

export interface Anchored {
  /** Leaves of the log by now. */
  readonly size: number;
  /** Statements that were signed. */
  readonly signed: number;
}

export interface AnchorActivities {
  /**
   * Gives every new record its place in the log, signs how the log stands, and writes that outside MongoDB. Whatever it
   * did not come to is done by the next one.
   */
  readonly anchorRecords: () => Promise<Anchored>;
  /**
   * Tells others of every statement that they were not told of, as far as they want to be told, and returns the number of
   * the last. Which that is, is remembered beside the file: a statement of a worker that died before it told is told by
   * the next, and one that was told already is told once more at the most, by the same id.
   */
  readonly tellOfAnchors: () => Promise<number>;
}

/** Statements that are written to the file at once. */
const LINES = 100;

/** Makes the activities of the `anchorRecords` workflow. */
export function createAnchor(
  dependencies: AnchorDependencies,
  telling: TellOfAnchorDependencies,
): AnchorActivities {
  const anchor = givingSignsOfLife(() => anchorNow(dependencies, attemptTime()));
  const tell = givingSignsOfLife(() => tellOfAnchors(telling, attemptTime()));
  return { anchorRecords: () => anchor(undefined), tellOfAnchors: () => tell(undefined) };
}

/**
 * As the activity does.
 *
 * @param at the server's time, ISO 8601
 */
export async function anchorNow(
  { proofs, signer, file, logger }: AnchorDependencies,
  at: string,
): Promise<Anchored> {
  const { log, anchors, feed } = proofs;
  for await (const { leaves, token } of feed.read((await log.standing()).token)) {
    await log.append(leaves, token);
  }
  const { size } = await log.standing();
  if (!signer) {
    logger.warn({ size }, 'The log is not signed: ANCHOR_KEY_FILE is not set');
    return { size, signed: 0 };
  }
  const signed = await anchors.sign(log, signer, at);
  await exportTo(file, proofs, signer, { signed, logger });
  return { size, signed };
}

/** The file is brought to where the statements are, also where a crash or a new disk left it further behind. */
async function exportTo(
  file: AnchorFile,
  { anchors }: Proofs,
  signer: Signer,
  { signed, logger }: { readonly signed: number; readonly logger: Logger },
): Promise<void> {
  const newest = (await anchors.newest())?.statement.number ?? 0;
  let last = numberOf(await file.lastLine());
  if (last < newest - signed) {
    logger.warn({ last, newest }, 'The file of anchors was behind; it is written on from the database');
  }
  if (last < newest) await file.keepKey(signer.key, signer.publicKey);
  while (last < newest) {
    const next = await anchors.list(last, LINES);
    await file.append(
      next.map(({ statement, signature, heads }) => canonicalJson({ statement, signature, heads })),
    );
    last = next.at(-1)?.statement.number ?? newest;
  }
}

const numbered = z.object({ statement: z.object({ number: z.int() }) });

function numberOf(line: string | undefined): number {
  return line === undefined ? 0 : numbered.parse(JSON.parse(line)).statement.number;
}
