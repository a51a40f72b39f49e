/** A step down in a pack: a key, or into a list. */
export const ITEM = Symbol('item');
export type Step = string | typeof ITEM;

/** Where in a pack somebody writes: under which keys, whether a key or a value stands there, and how much of it. */
export interface Place {
  readonly path: readonly Step[];
  readonly wants: 'key' | 'value' | 'either';
  readonly typed: string;
}

interface Level {
  readonly indent: number;
  readonly step: Step;
}

/** Within braces or brackets: the key that is being given a value, or a list. */
interface Frame {
  readonly kind: 'map' | 'list';
  key?: string;
}

const KEY = /^(["']?)([\w.-]+)\1:(?:\s+|$)/;
const WORD = /[\w.:'"-]*$/;

/**
 * Where the end of a text stands in the pack. It knows as much YAML as packs have: blocks by their indentation, lists
 * with dashes, braces and brackets, quotes and comments.
 */
export function placeAt(text: string): Place {
  const levels: Level[] = [];
  const frames: Frame[] = [];
  const lines = text.split('\n');
  const before = lines.slice(0, -1);
  for (const line of before) readLine(line, levels, frames);
  const last = lines.at(-1) ?? '';
  const rest = frames.length > 0 ? readFlow(last, frames) : readBlock(last, levels, frames);
  const block = levels.map(({ step }) => step);
  if (frames.length > 0) return inFlow(block, frames, rest);
  const typed = WORD.exec(rest.text)?.[0] ?? '';
  return { path: block, wants: rest.wants, typed };
}

interface Rest {
  readonly text: string;
  readonly wants: Place['wants'];
}

function readLine(line: string, levels: Level[], frames: Frame[]): void {
  if (line.trim() === '' || line.trimStart().startsWith('#')) return;
  if (frames.length > 0) readFlow(line, frames);
  else readBlock(line, levels, frames);
}

/** Steps out to where the line is indented to, and down its dashes and its key. */
function readBlock(line: string, levels: Level[], frames: Frame[]): Rest {
  let indent = line.length - line.trimStart().length;
  let rest = line.slice(indent);
  let inItem = false;
  for (let dash = /^-(\s+|$)/.exec(rest); dash; dash = /^-(\s+|$)/.exec(rest)) {
    stepOut(levels, indent, ({ step }) => step === ITEM);
    levels.push({ indent, step: ITEM });
    indent += dash[0].length;
    rest = rest.slice(dash[0].length);
    inItem = true;
  }
  if (!inItem) stepOut(levels, indent, () => true);
  const key = KEY.exec(rest);
  if (key) {
    stepOut(levels, indent, () => true);
    levels.push({ indent, step: key[2] ?? '' });
    return readValue(rest.slice(key[0].length), frames);
  }
  if (/^[[{]/.test(rest)) return readValue(rest, frames);
  return { text: rest, wants: inItem ? 'either' : 'key' };
}

/** Leaves what is indented further, and on the same column what the line takes the place of. */
function stepOut(levels: Level[], indent: number, replaced: (level: Level) => boolean): void {
  for (let last = levels.at(-1); last; last = levels.at(-1)) {
    if (last.indent < indent || (last.indent === indent && !replaced(last))) return;
    levels.pop();
  }
}

function readValue(value: string, frames: Frame[]): Rest {
  return /^[[{]/.test(value) ? readFlow(value, frames) : { text: value, wants: 'value' };
}

/** Goes into and out of braces and brackets; what is left is what is being written there. */
function readFlow(text: string, frames: Frame[]): Rest {
  let written = '';
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    const top = frames.at(-1);
    if (sign === '#' && /\s/.test(text.charAt(index - 1))) break;
    if ((sign === '"' || sign === "'") && written.trim() === '') {
      const end = text.indexOf(sign, index + 1);
      if (end === -1) return { text: text.slice(index), wants: 'value' };
      written += text.slice(index, end + 1);
      index = end;
    } else if (sign === '{' || sign === '[') {
      frames.push({ kind: sign === '{' ? 'map' : 'list' });
      written = '';
    } else if (sign === '}' || sign === ']') {
      frames.pop();
      written = '';
    } else if (sign === ',') {
      if (top) delete top.key;
      written = '';
    } else if (
      sign === ':' &&
      top?.kind === 'map' &&
      top.key === undefined &&
      /^\s|^$/.test(text.slice(index + 1))
    ) {
      top.key = written.trim().replace(/^(["'])(.*)\1$/, '$2');
      written = '';
    } else {
      written += sign;
    }
  }
  return { text: written, wants: 'value' };
}

function inFlow(block: readonly Step[], frames: readonly Frame[], { text }: Rest): Place {
  const steps = frames.flatMap(({ kind, key }): Step[] => {
    if (kind === 'list') return [ITEM];
    return key === undefined ? [] : [key];
  });
  const top = frames.at(-1);
  const wants = top?.kind === 'map' && top.key === undefined ? 'key' : 'value';
  return { path: [...block, ...steps], wants, typed: WORD.exec(text)?.[0] ?? '' };
}
