import type { Random } from './random';

/** A way to write a number down; a reader sees the same digits. */
export type Writing = (number: string, random: Random) => string;

const CHINESE = '零一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';

/** As an ID card is read out (6-8-4, 6-4-4-4), or as a card is printed. */
function groups(number: string, random: Random): string[] {
  const idLayouts = [
    [6, 8, 4],
    [6, 4, 4, 4],
    [3, 3, 4, 4, 4],
  ] as const;
  const oldLayouts = [[6, 6, 3]] as const;
  const cardLayouts = [
    [4, 4, 4, 4, 3],
    [4, 4, 4, 7],
    [6, 13],
    [4, 4, 4, 4, 3],
  ] as const;
  const layout = /^\d{6}(?:19|20)\d{9}[\dX]$/.test(number)
    ? random.pick(idLayouts)
    : number.length === 15 && !/^3[47]/.test(number)
      ? random.pick(oldLayouts)
      : random.pick(cardLayouts);
  const parts: string[] = [];
  let from = 0;
  for (const length of layout) {
    if (from < number.length) parts.push(number.slice(from, from + length));
    from += length;
  }
  return parts;
}

function joinedBy(...separators: readonly [string, ...string[]]): Writing {
  return (number, random) => groups(number, random).join(random.pick(separators));
}

function digitByDigit(...separators: readonly [string, ...string[]]): Writing {
  return (number, random) => Array.from(number).join(random.pick(separators));
}

function inNumerals(numerals: string, one: string): Writing {
  return (number) =>
    Array.from(number)
      .map((digit) => (digit === '1' ? one : (numerals[Number(digit)] ?? digit)))
      .join('');
}

function fullWidth(text: string): string {
  return text.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
}

/** The ways, by name, and how often each is used. */
export const WRITINGS = {
  plain: [30, (number) => number],
  'small x': [6, (number) => number.toLowerCase()],
  'full-width': [8, fullWidth],
  'spaces between groups': [12, joinedBy(' ', '  ', '\u3000')],
  'hyphens between groups': [8, joinedBy('-', '－', '—', ' - ')],
  'dots between groups': [3, joinedBy('.', '·')],
  'full-width in groups': [4, (number, random) => fullWidth(joinedBy('\u3000', '－')(number, random))],
  'digit by digit': [5, digitByDigit(' ', '-', '.', '，', '、')],
  'broken over lines': [3, joinedBy('\n', '\r\n')],
  'half full-width': [
    4,
    (number, random) =>
      Array.from(number)
        .map((digit) => (random.chance(0.5) ? fullWidth(digit) : digit))
        .join(''),
  ],
  'zero-width between': [3, digitByDigit('\u200b', '\u2060', '\ufeff')],
  'Chinese numerals': [6, inNumerals(CHINESE, '一')],
  'Chinese numerals as read out': [3, inNumerals(CHINESE, '幺')],
  'formal Chinese numerals': [3, inNumerals(FORMAL, '壹')],
  'Chinese numerals among digits': [
    3,
    (number, random) =>
      Array.from(number)
        .map((digit) => (random.chance(0.2) ? (CHINESE[Number(digit)] ?? digit) : digit))
        .join(''),
  ],
  'told in parts': [
    4,
    (number, random) => {
      const [head, tail] = [number.slice(0, 6), number.slice(-4)];
      const middle = number.slice(6, -4);
      return random.chance(0.5)
        ? `前面是${head}，中间${middle}，最后四位${tail}`
        : `${head}然后${middle}然后${tail}`;
    },
  ],
  'key caps': [2, (number) => number.replace(/\d/g, '$&\ufe0f\u20e3')],
} as const satisfies Readonly<Record<string, readonly [number, Writing]>>;

export type WritingName = keyof typeof WRITINGS;
