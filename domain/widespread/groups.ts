import type { ContentType, Subtype } from '../case/classification';
import { bigramsOf, similarity, type Bigrams } from './similarity';

/** An open complaint, as far as it decides which others are like it. */
export interface Likeable {
  readonly number: string;
  readonly matter: string;
  readonly contentType?: ContentType;
  readonly subtype?: Subtype;
  /** The group that it is in already. */
  readonly group?: string;
}

/** Similar complaints that are to be in one group. */
export interface Group {
  readonly id: string;
  /** The numbers of all of them, in their order. */
  readonly members: readonly string[];
  /** Those of them that are in no group yet. */
  readonly joining: readonly string[];
}

/**
 * From here on two matters are about the same. Two wordings of one fault in Chinese share about half of their pairs of
 * characters (“开机五分钟后自动重启” and “电视机开机大约五分钟就自动重启，反复出现”: 0.44); two faults of one product
 * share its name and little else, less than 0.25.
 */
export const SIMILAR = 0.4;

/**
 * The groups of similar complaints: of the same class, where both are classified, and alike in their matter, directly
 * or through others. A group is found when it has `count` members; one that is known already is joined by every complaint
 * that is like one of its members. The order of the complaints makes no difference.
 *
 * @param count the fewest complaints that make a group
 */
export function groupsOf(complaints: readonly Likeable[], count: number): readonly Group[] {
  const ordered = [...complaints].sort((one, other) => (one.number < other.number ? -1 : 1));
  return clusters(ordered).flatMap((cluster) => {
    const members = cluster.map(({ number }) => number);
    const joining = cluster.filter(({ group }) => group === undefined).map(({ number }) => number);
    const known = cluster.flatMap(({ group }) => group ?? []).sort()[0];
    const [first] = members;
    if (joining.length === 0 || first === undefined) return [];
    if (known === undefined && members.length < count) return [];
    return [{ id: known ?? groupId(first), members, joining }];
  });
}

/** `W20261122-000042` for the group that begins with C20261122-000042: the same whenever it is found. */
function groupId(first: string): string {
  return first.replace(/^[A-Z]+/, 'W');
}

/** Complaints that hang together by being alike, two by two. */
function clusters(complaints: readonly Likeable[]): Likeable[][] {
  const texts = complaints.map(({ matter }) => bigramsOf(matter));
  const parents = complaints.map((_, index) => index);
  for (const [one, other] of candidates(texts)) {
    const [a, b] = [complaints[one], complaints[other]];
    const [textA, textB] = [texts[one], texts[other]];
    if (!a || !b || !textA || !textB || root(parents, one) === root(parents, other)) continue;
    if (areAlike(a, b, textA, textB)) parents[root(parents, other)] = root(parents, one);
  }
  const byRoot = new Map<number, Likeable[]>();
  complaints.forEach((complaint, index) => {
    const found = root(parents, index);
    byRoot.set(found, [...(byRoot.get(found) ?? []), complaint]);
  });
  return [...byRoot.values()];
}

function areAlike(one: Likeable, other: Likeable, textA: Bigrams, textB: Bigrams): boolean {
  return isSameClass(one, other) && similarity(textA, textB) >= SIMILAR;
}

function isSameClass(one: Likeable, other: Likeable): boolean {
  const bothClassified = one.contentType !== undefined && other.contentType !== undefined;
  return !bothClassified || (one.contentType === other.contentType && one.subtype === other.subtype);
}

/**
 * The pairs that can be alike at all. Texts as similar as that share one of the rarer pairs of characters of either, so
 * that only those which do are compared, instead of everything with everything.
 */
function candidates(texts: readonly Bigrams[]): readonly (readonly [number, number])[] {
  const frequency = new Map<string, number>();
  for (const text of texts) for (const pair of text) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  const rarestFirst = (one: string, other: string): number =>
    (frequency.get(one) ?? 0) - (frequency.get(other) ?? 0) || (one < other ? -1 : 1);
  const holders = new Map<string, number[]>();
  const found: [number, number][] = [];
  texts.forEach((text, index) => {
    const seen = new Set<number>();
    for (const pair of [...text].sort(rarestFirst).slice(0, prefixLength(text.size))) {
      const others = holders.get(pair);
      if (others) {
        for (const earlier of others) seen.add(earlier);
        others.push(index);
      } else {
        holders.set(pair, [index]);
      }
    }
    for (const earlier of seen) found.push([earlier, index]);
  });
  return found;
}

/** Of so many pairs all but these can be missing in a text that is similar enough. */
function prefixLength(size: number): number {
  const fewestShared = Math.ceil((SIMILAR / (2 - SIMILAR)) * size - 1e-9);
  return size - fewestShared + 1;
}

function root(parents: number[], index: number): number {
  let at = index;
  for (let above = parents[at]; above !== undefined && above !== at; above = parents[at]) at = above;
  return at;
}
