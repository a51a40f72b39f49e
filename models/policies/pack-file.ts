import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Finding } from './describe-issue';
import type { PackProblem } from './pack-problems';

/** Where in a pack: keys, places in lists, and `{ id }` for the clock of that id. */
export type PackPath = readonly (string | number | { readonly id: string })[];

type Step = PackPath[number];

/** One pack file as written, with its lines. */
export class PackFile {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** What YAML itself finds wrong, such as a tab, a key that is there twice, or an alias of nothing. */
  syntaxProblems(): PackProblem[] {
    const found = this.document.errors.map(({ pos: [offset], message }) => this.placed(offset, message));
    return found.length > 0 ? found : this.aliasProblems();
  }

  /** The content as plain values. */
  content(): unknown {
    return this.document.toJS();
  }

  has(path: PackPath): boolean {
    return this.walk(path).missing === 0;
  }

  /** The problem at the key it is about, else at the value of its path, or at the part that lacks it. */
  problem({ path, key, message }: Finding): PackProblem {
    const { node } = this.walk(path);
    const offset = keyOffset(node, key) ?? node?.range?.[0] ?? 0;
    return this.placed(offset, message);
  }

  /** Aliases are looked up only when the content is made of them; too many of them are refused then. */
  private aliasProblems(): PackProblem[] {
    try {
      this.document.toJS();
      return [];
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      return [this.placed(0, error.message)];
    }
  }

  private placed(offset: number, message: string): PackProblem {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col, message };
  }

  /** The node of the path, or of as much of it as there is. */
  private walk(path: PackPath): { readonly node: Node | null; readonly missing: number } {
    let node: Node | null = this.document.contents;
    for (const [index, step] of path.entries()) {
      const child: Node | undefined = childOf(isAlias(node) ? node.resolve(this.document) : node, step);
      if (!child) return { node, missing: path.length - index };
      node = child;
    }
    return { node, missing: 0 };
  }
}

function childOf(node: Node | null | undefined, step: Step): Node | undefined {
  if (isSeq(node)) {
    const item =
      typeof step === 'object'
        ? node.items.find((candidate) => isMap(candidate) && candidate.get('id') === step.id)
        : node.get(step, true);
    return isNode(item) ? item : undefined;
  }
  if (!isMap(node) || typeof step === 'object') return undefined;
  const value = node.get(step, true);
  return isNode(value) ? value : undefined;
}

function keyOffset(node: Node | null, key: string | undefined): number | undefined {
  if (key === undefined || !isMap(node)) return undefined;
  const found = node.items.map((pair) => pair.key).find((one) => isScalar(one) && one.value === key);
  return isScalar(found) ? found.range?.[0] : undefined;
}
