import { isZeroWidth } from './digit-groups';

const longestPattern = 200;

/** What is wrong with a pack's pattern (the source of a regular expression); undefined if it can be used. */
export function sensitivePatternProblem(source: string): string | undefined {
  if (source.length > longestPattern) return `A pattern has at most ${longestPattern} characters.`;
  let expression;
  try {
    expression = new RegExp(source, 'u');
  } catch {
    return 'The pattern is not a regular expression: check its brackets and escapes.';
  }
  if (expression.test('')) return 'The pattern matches the empty text: demand at least one character.';
  if (repeatsARepetition(source)) {
    return 'The pattern repeats a group that repeats or branches inside, which can take for ever: write it without.';
  }
  return undefined;
}

/** Where the patterns match, full-width characters read as plain ones and zero-width ones left out. */
export function matchPatterns(text: string, sources: readonly string[]): { from: number; to: number }[] {
  if (sources.length === 0) return [];
  const { plain, offsets } = plainText(text);
  return sources.flatMap((source) =>
    [...plain.matchAll(new RegExp(source, 'gu'))]
      .filter(([match]) => match.length > 0)
      .map(({ index, 0: match }) => ({
        from: offsets[index] ?? 0,
        to: (offsets[index + match.length - 1] ?? text.length) + 1,
      })),
  );
}

/** The text as it reads, and the offset in the original of each of its characters. */
function plainText(text: string): { plain: string; offsets: number[] } {
  const offsets: number[] = [];
  let plain = '';
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (isZeroWidth(code)) continue;
    plain += code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : text.charAt(offset);
    offsets.push(offset);
  }
  return { plain, offsets };
}

/** Nested repetition such as `(a+)+` or `(a|aa)*`, with which matching can take exponential time. */
function repeatsARepetition(source: string): boolean {
  const plain = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const open: boolean[] = [];
  for (let index = 0; index < plain.length; index++) {
    const character = plain.charAt(index);
    if (character === '(') open.push(false);
    else if (character === ')') {
      const inner = open.pop() === true;
      const repeated = repeats(plain.charAt(index + 1));
      if (inner && repeated) return true;
      if ((inner || repeated) && open.length > 0) open[open.length - 1] = true;
    } else if ((repeats(character) || character === '|') && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}

function repeats(character: string): boolean {
  return character === '*' || character === '+' || character === '{';
}
