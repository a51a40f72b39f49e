import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { checkRules } from './check-rules';
import { describeIssue, type Finding } from './describe-issue';
import { merged, sourceOf, type Source } from './merge-packs';
import { PackFile, type PackPath } from './pack-file';
import { PackError, type PackProblem } from './pack-problems';
import { extendingPackSchema, packSchema, rulesOf, type Rules } from './pack-schema';

/** A pack as loaded from its files. */
export interface LoadedPack {
  readonly id: string;
  /** Of the rules alone: comments and layout of the file don't count. */
  readonly digest: string;
  /** The file as written. */
  readonly source: string;
  readonly rules: Rules;
}

/**
 * Loads every `*.yaml` of a folder, or of several as if they were one, and checks it.
 *
 * @param departments the ids of the company's departments
 * @throws {PackError} with every problem of every file, each with line, column, and what would be right
 */
export async function loadPacks(
  folders: string | readonly string[],
  departments: readonly string[],
): Promise<LoadedPack[]> {
  const names = await Promise.all([folders].flat().map(packFiles));
  const files = await Promise.all(
    names.flat().map(async (name) => new PackFile(name, await readFile(name, 'utf8'))),
  );
  return readPacks(files, departments);
}

async function packFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  return names.map((name) => path.join(folder, name));
}

/** A pack's file, with its content once its own schema has checked that. */
interface Read {
  readonly file: PackFile;
  readonly source: Source;
}

/** As `loadPacks`, of files that are read already. */
export function readPacks(files: readonly PackFile[], departments: readonly string[]): LoadedPack[] {
  refuse(files.flatMap((file) => file.syntaxProblems()));
  refuse(files.flatMap((file) => schemaFindings(file).map((finding) => file.problem(finding))));
  const packs = files.map((file) => ({ file, source: sourceOf(file.content()) }));
  refuse(packs.flatMap((pack) => kinshipFindings(pack, packs).map((finding) => pack.file.problem(finding))));
  return packs.map((pack) => compiled(lineage(pack, packs), departments));
}

function refuse(problems: readonly PackProblem[]): void {
  if (problems.length > 0) throw new PackError(problems);
}

const extending = z.looseObject({ extends: z.string() });

/** An extending pack need not say everything; what it says is checked by itself first. */
export function schemaFindings(file: PackFile): Finding[] {
  const content = file.content();
  const schema = extending.safeParse(content).success ? extendingPackSchema : packSchema;
  return schema.safeParse(content, { reportInput: true }).error?.issues.map(describeIssue) ?? [];
}

function kinshipFindings(pack: Read, packs: readonly Read[]): Finding[] {
  const { id } = pack.source;
  if (packs.find(({ source }) => source.id === id) !== pack) {
    return [{ path: ['id'], message: `there is another pack '${id}': give each an id of its own.` }];
  }
  const seen = [id];
  for (let below = pack.source.extends; below !== undefined; below = packOf(packs, below)?.source.extends) {
    if (seen.includes(below)) {
      return [
        { path: ['extends'], message: `${[...seen, below].join(' extends ')}: no pack can extend itself.` },
      ];
    }
    if (!packOf(packs, below)) {
      const known = packs.map(({ source }) => source.id).join(', ');
      return [{ path: ['extends'], message: `there is no pack '${below}': the folder has ${known}.` }];
    }
    seen.push(below);
  }
  return [];
}

function packOf(packs: readonly Read[], id: string): Read | undefined {
  return packs.find(({ source }) => source.id === id);
}

/** The pack and those below it, itself first. */
function lineage(pack: Read, packs: readonly Read[]): readonly Read[] {
  const below = pack.source.extends === undefined ? undefined : packOf(packs, pack.source.extends);
  return below ? [pack, ...lineage(below, packs)] : [pack];
}

function compiled(line: readonly Read[], departments: readonly string[]): LoadedPack {
  const whole = line.map(({ source }) => source).reduceRight((below, above) => merged(below, above));
  const parsed = packSchema.safeParse(whole, { reportInput: true });
  const place = (finding: Finding): PackProblem => placed(line, whole, finding);
  if (!parsed.success) throw new PackError(parsed.error.issues.map(describeIssue).map(place));
  const written = rulesOf(parsed.data);
  const rules = { ...written, defaults: [...written.defaults, ...unwritten(whole)] };
  refuse(checkRules(rules, departments).map(place));
  return { id: rules.id, digest: digestOf(rules), source: line[0]?.file.text ?? '', rules };
}

/** What the format gives a pack that does not say it: no source has said it either. */
function unwritten(whole: Source): string[] {
  return ['workOrders', 'correctiveActions', 'planBeforeResult'].filter((key) => whole[key] === undefined);
}

/** In the topmost file that has the place; a clock or a duty is found by its id, since its place in the list differs. */
function placed(line: readonly Read[], whole: Source, finding: Finding): PackProblem {
  const path = byId(finding.path, whole);
  const owner = line.find(({ file }) => file.has(path)) ?? line[0];
  if (!owner) throw new RangeError('A pack has one file at least.');
  return owner.file.problem({ ...finding, path });
}

/** Clocks and duties go by their ids, unless two have the same. */
function byId(path: PackPath, whole: Source): PackPath {
  const [list, place, ...rest] = path;
  if ((list !== 'clocks' && list !== 'duties') || typeof place !== 'number') return path;
  const id = whole[list][place]?.id;
  const alone = whole[list].filter((rule) => rule.id === id).length === 1;
  return id !== undefined && alone ? [list, { id }, ...rest] : path;
}

/** The schema puts the keys in its own order, so the same rules give the same text. */
function digestOf(rules: Rules): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex');
}
