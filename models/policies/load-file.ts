import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readPacks, schemaFindings, type LoadedPack } from './load-packs';
import { PackFile } from './pack-file';

/**
 * Loads one pack file and checks it. The packs that it extends are found beside it, or else in the other folders;
 * what is wrong with other files there does not matter.
 *
 * @param departments the ids of the company's departments
 * @throws {PackError} with every problem of the file, each with line, column, and what would be right
 * @throws {Error} if the file can't be read
 */
export async function loadPackFile(
  file: string,
  departments: readonly string[],
  folders: readonly string[] = [],
): Promise<LoadedPack> {
  const own = new PackFile(file, await readFile(file, 'utf8'));
  return packAmong(own, await packsBeside(file, [path.dirname(file), ...folders]), departments);
}

/**
 * One pack with what it extends; of several others with the same id the first counts.
 *
 * @throws {PackError} with every problem of the pack, and of what it extends
 */
export function packAmong(
  own: PackFile,
  others: readonly PackFile[],
  departments: readonly string[],
): LoadedPack {
  const seen = new Set([idOf(own)]);
  const possible = others.filter((other) => {
    const id = idOf(other);
    const isNew = id !== undefined && !seen.has(id);
    if (isNew) seen.add(id);
    return isNew;
  });
  const [pack] = readPacks([own, ...lineage(own, possible)], departments);
  if (!pack) throw new RangeError('A file has one pack.');
  return pack;
}

async function packsBeside(file: string, folders: readonly string[]): Promise<PackFile[]> {
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).map((name) => path.join(folder, name)),
    ),
  );
  const others = [...new Set(names.flat().map((name) => path.resolve(name)))].filter(
    (name) => name !== path.resolve(file),
  );
  return Promise.all(others.map(async (name) => new PackFile(name, await readFile(name, 'utf8'))));
}

/** Those below it. When one is missing, all that could be meant: then the message can name them. */
function lineage(own: PackFile, possible: readonly PackFile[]): readonly PackFile[] {
  const below: PackFile[] = [];
  for (let id = extendedBy(own); id !== undefined; id = extendedBy(below.at(-1))) {
    const next = possible.find((one) => idOf(one) === id);
    if (!next || below.includes(next)) return possible.filter((one) => schemaFindings(one).length === 0);
    below.push(next);
  }
  return below;
}

/** Whether the other pack extends this one, directly or through packs between them. */
export function isExtendedBy(own: PackFile, other: PackFile, others: readonly PackFile[]): boolean {
  const seen = new Set<string>();
  for (let id = extendedBy(other); id !== undefined && !seen.has(id);) {
    if (id === idOf(own)) return true;
    seen.add(id);
    const below = id;
    id = extendedBy(others.find((one) => idOf(one) === below));
  }
  return false;
}

/** The id that the file gives its pack; undefined if it gives none. */
export function idOf(file: PackFile): string | undefined {
  return textAt(file, 'id');
}

function extendedBy(file: PackFile | undefined): string | undefined {
  return file && textAt(file, 'extends');
}

function textAt(file: PackFile, key: 'id' | 'extends'): string | undefined {
  const content = file.syntaxProblems().length === 0 ? file.content() : undefined;
  if (typeof content !== 'object' || content === null || !(key in content)) return undefined;
  const value: unknown = Reflect.get(content, key);
  return typeof value === 'string' ? value : undefined;
}
