import { idOf, isExtendedBy, packAmong } from './load-file';
import type { LoadedPack } from './load-packs';
import { PackFile } from './pack-file';
import { PackError } from './pack-problems';

/** The newest version of a pack, as its author wrote it. */
export interface StoredSource {
  readonly id: string;
  readonly version: number;
  /** Of its rules. */
  readonly digest: string;
  readonly source: string;
}

/** A pack that is not published yet, and what it would make of others. */
export interface Draft {
  readonly pack: LoadedPack;
  /** The packs that extend it, as they become with it. */
  readonly above: readonly LoadedPack[];
  /** The newest version of it that is published, if there is one. */
  readonly newest?: StoredSource;
}

/** What the problems of a draft call its file. */
export const DRAFT = 'draft';

/**
 * Reads a pack that somebody writes, on top of the published ones and together with those that extend it.
 *
 * @param departments the ids of the company's departments
 * @throws {PackError} with every problem; those in the draft itself have the file `draft`, others such as `media@2`
 */
export function readDraft(
  text: string,
  stored: readonly StoredSource[],
  departments: readonly string[],
): Draft {
  const own = fileOf(DRAFT, text);
  const id = idOf(own);
  const others = stored
    .filter((one) => one.id !== id && one.source !== '')
    .map(({ id: name, version, source }) => fileOf(`${name}@${version}`, source));
  const pack = packAmong(own, others, departments);
  const above = others
    .filter((other) => isExtendedBy(own, other, others))
    .map((other) => packAmong(other, [own, ...others.filter((one) => one !== other)], departments));
  const newest = stored.find((one) => one.id === id);
  return { pack, above, ...(newest && { newest }) };
}

/** @throws {PackError} if nothing can be made of it */
function fileOf(file: string, text: string): PackFile {
  try {
    return new PackFile(file, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'this is nested too deeply to be read: write it flat, as the packs of the product are.';
    throw new PackError([{ file, line: 1, column: 1, message }]);
  }
}
