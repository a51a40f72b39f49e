import type { Random } from './random';

/** County codes of GB/T 2260. */
const COUNTIES = [
  ...(['110105', '110108', '120101', '130102', '140105', '150102', '210102', '220104', '230103'] as const),
  ...(['310101', '310115', '320102', '320583', '330106', '330782', '340104', '350203', '360102'] as const),
  ...(['370102', '410105', '420106', '430104', '440305', '440106', '450103', '460105', '500103'] as const),
  ...(['510104', '522121', '530102', '540102', '610113', '620102', '630103', '640104', '650102'] as const),
] as const;

/** Residents from Hong Kong, Macao and Taiwan. */
const RESIDENTS = ['810000', '820000', '830000'] as const;

/** Beginnings of cards that banks in China have issued, with the length of the whole number. */
const CARDS = [
  ...([
    ['622202', 19],
    ['621226', 19],
    ['955880', 19],
    ['625330', 16],
    ['427020', 16],
  ] as const),
  ...([
    ['621700', 19],
    ['436742', 19],
    ['622700', 16],
    ['625955', 16],
    ['532450', 16],
  ] as const),
  ...([
    ['622848', 19],
    ['623052', 19],
    ['955950', 19],
    ['622836', 16],
    ['403361', 16],
  ] as const),
  ...([
    ['621661', 19],
    ['456351', 19],
    ['621785', 19],
    ['622760', 16],
    ['356833', 16],
  ] as const),
  ...([
    ['622260', 19],
    ['405512', 17],
    ['622258', 17],
    ['622252', 16],
    ['458123', 16],
  ] as const),
  ...([
    ['621483', 16],
    ['622588', 16],
    ['439226', 16],
    ['521899', 16],
    ['690755', 18],
  ] as const),
  ...([
    ['622188', 19],
    ['621098', 19],
    ['955100', 19],
    ['625919', 16],
  ] as const),
  ...([
    ['622908', 18],
    ['966666', 18],
    ['622666', 16],
    ['622622', 16],
    ['622155', 16],
  ] as const),
  ...([
    ['622689', 16],
    ['376968', 15],
    ['377155', 15],
    ['622630', 16],
    ['622568', 19],
  ] as const),
  ...([
    ['623183', 19],
    ['622138', 17],
    ['940056', 17],
    ['603694', 19],
    ['601100', 16],
  ] as const),
] as const;

/** A date of birth that somebody who complains may have, as `YYYYMMDD`; cards of the old form end before 1999. */
function bornOn(random: Random, last = 2008): string {
  const day = new Date(Date.UTC(1938, 0, 1 + random.below((last - 1938) * 365)));
  return day.toISOString().slice(0, 10).replaceAll('-', '');
}

/** ISO 7064 MOD 11-2, digit by digit as the standard puts it (the guard sums weights). */
function mod112(body: string): string {
  let product = 0;
  for (const digit of body) product = ((product + Number(digit)) * 2) % 11;
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
}

/** ISO/IEC 7812-1, annex B: the digit that makes the sum end in 0. */
function luhnDigit(body: string): string {
  const sum = Array.from(body)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + Math.floor(value / 10) + (value % 10);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** An ID-card number of 18 characters, valid by GB 11643. */
export function idNumber(random: Random): string {
  const place = random.chance(0.05) ? random.pick(RESIDENTS) : county(random);
  const body = place + bornOn(random) + random.digits(3);
  return body + mod112(body);
}

/** One that ends in X, which one in eleven does. */
export function idNumberWithLetter(random: Random): string {
  for (;;) {
    const number = idNumber(random);
    if (number.endsWith('X')) return number;
  }
}

/** The form of before 1999: 15 digits, a year of two, no check digit. */
export function oldIdNumber(random: Random): string {
  return county(random) + bornOn(random, 1982).slice(2) + random.digits(3);
}

/** A card number of 15 to 19 digits with its check digit. */
export function cardNumber(random: Random): string {
  const [issuer, length] = random.pick(CARDS);
  const body = issuer + random.digits(length - issuer.length - 1);
  return body + luhnDigit(body);
}

/** A card number of which somebody has mistyped a digit: no card has it. */
export function mistypedCard(random: Random): string {
  return mistyped(cardNumber(random), random);
}

/** Likewise of an ID-card number, after the date of birth. */
export function mistypedId(random: Random): string {
  const number = idNumber(random);
  return number.slice(0, 14) + mistyped(number.slice(14, 17), random) + number.slice(17);
}

function mistyped(number: string, random: Random): string {
  const at = random.below(number.length);
  const other = String((Number(number[at]) + 1 + random.below(9)) % 10);
  return number.slice(0, at) + other + number.slice(at + 1);
}

export function county(random: Random): string {
  return random.pick(COUNTIES);
}
