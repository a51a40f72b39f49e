import fc from 'fast-check';

const digit = fc.integer({ min: 0, max: 9 }).map(String);

function digits(length: number): fc.Arbitrary<string> {
  return fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));
}

/** The check digit by GB 11643, written down as the standard does: powers of two modulo 11. */
function idCheckDigit(body: string): string {
  const sum = Array.from(body).reduce(
    (total, value, index) => total + Number(value) * (2 ** (17 - index) % 11),
    0,
  );
  const rest = (12 - (sum % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}

/** Valid ID-card numbers of 18 characters. */
export const idCards = fc
  .record({
    province: fc.constantFrom('11', '23', '31', '44', '51', '62', '65', '81'),
    place: digits(4),
    born: fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    order: digits(3),
  })
  .map(({ province, place, born, order }) => {
    const body = `${province}${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`;
    return body + idCheckDigit(body);
  });

/** Valid bank-card numbers of the issuers that people in China hold. */
export const bankCards = fc
  .constantFrom(
    ...([
      ['622202', 19],
      ['621700', 19],
      ['625955', 16],
      ['622848', 19],
      ['6228', 17],
      ['6217', 18],
    ] as const),
    ...([
      ['4111', 16],
      ['5105', 16],
      ['2221', 16],
      ['2720', 16],
      ['3530', 16],
      ['34', 15],
      ['37', 15],
    ] as const),
    ...([
      ['955880', 19],
      ['95599', 19],
      ['436742', 19],
      ['456351', 19],
      ['405512', 17],
    ] as const),
  )
  .chain(([prefix, length]) =>
    digits(length - prefix.length - 1).map((rest) => withLuhnDigit(prefix + rest)),
  );

/** Appends the digit that makes the Luhn sum a multiple of ten. */
export function withLuhnDigit(body: string): string {
  const luhn = (number: string): number =>
    Array.from(number)
      .reverse()
      .reduce((sum, value, index) => {
        const doubled = Number(value) * (index % 2 === 0 ? 1 : 2);
        return sum + (doubled > 9 ? doubled - 9 : doubled);
      }, 0);
  return body + String((10 - (luhn(`${body}0`) % 10)) % 10);
}

const separators = [
  ' ',
  '  ',
  '-',
  '–',
  '.',
  '·',
  '・',
  '，',
  '、',
  ',',
  '。',
  '／',
  ' - ',
  '\u3000',
  '\u00a0',
  '—',
  '：',
];
const zeroWidth = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad'];

/** The ways to write a number that people and programs use; each gives the same digits to a reader. */
export function disguised(number: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constant(number),
    fc.constant(fullWidth(number)),
    fc.constantFrom(...separators).map((separator) => Array.from(number).join(separator)),
    fc.constantFrom(...separators).map((separator) => inGroups(number, [4, 4, 4, 4]).join(separator)),
    fc.constantFrom(...separators).map((separator) => inGroups(number, [6, 4, 4]).join(separator)),
    fc
      .constantFrom(...separators)
      .map((separator) => fullWidth(inGroups(number, [3, 4, 4, 4]).join(separator))),
    fc.infiniteStream(fc.constantFrom(...zeroWidth)).map((stream) => weave(number, stream)),
    fc.infiniteStream(fc.constantFrom(...zeroWidth, '')).map((stream) => weave(fullWidth(number), stream)),
    // Every joint another: at each digit (no dots, which could make amounts), or as printed on a card.
    fc.infiniteStream(fc.constantFrom(' ', '-', '，', '、', '—')).map((stream) => weave(number, stream)),
    fc
      .infiniteStream(fc.constantFrom(...separators))
      .map((stream) => weaveParts(inGroups(number, [4, 4, 4, 4]), stream)),
  );
}

export function fullWidth(text: string): string {
  return text.replace(/[0-9X]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

function inGroups(number: string, lengths: readonly number[]): string[] {
  const groups: string[] = [];
  let from = 0;
  for (const length of [...lengths, number.length]) {
    if (from < number.length) groups.push(number.slice(from, from + length));
    from += length;
  }
  return groups;
}

function weave(number: string, stream: Iterator<string>): string {
  return weaveParts(Array.from(number), stream);
}

function weaveParts(parts: readonly string[], stream: Iterator<string>): string {
  return parts.reduce((text, part) => text + String(stream.next().value) + part);
}

/** Text around a number: letters and punctuation, digits only at a distance. */
export const surroundings = fc.constantFrom(
  ['', ''],
  ['卡号：', '，请退款'],
  ['我的身份证是', '。'],
  ['2026年3月4日 15:30 客户', '来电 13812345678'],
  ['订单 20260304-001：\n', '\n第 2 次投诉'],
  ['(', ')'],
  ['😀 ', ' 😀'],
);
