/** The first two digits: provinces, Taiwan, Hong Kong, Macao, and residents from there (GB/T 2260 and after). */
const regions = new Set([
  ...['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37'],
  ...['41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'],
  ...['71', '81', '82', '83', '91'],
]);

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** Whether 18 characters are an ID-card number by GB 11643: region, date of birth, and check digit (0–9 or X). */
export function isIdCard(number: string): boolean {
  return isIdCardBody(number) && number[17] === checkDigits[weightedSum(number) % 11];
}

/** As isIdCard, without the check digit: for 18 digits of which the last ones are not known exactly. */
export function isIdCardBody(number: string): boolean {
  return number.length === 18 && regions.has(number.slice(0, 2)) && isBirthDate(number.slice(6, 14));
}

/** Whether 15 digits could be a number of the old form, which has no check digit and years of 19xx only. */
export function couldBeOldIdCard(number: string): boolean {
  return number.length === 15 && regions.has(number.slice(0, 2)) && isBirthDate(`19${number.slice(6, 12)}`);
}

/**
 * Whether digits begin as a county's code may: prefectures are numbered from 01, 51 and 90 on, districts from 01,
 * counties from 21, cities from 81 (GB/T 2260). Six in seven numbers of 15 digits that could be old ID cards do not.
 */
export function beginsWithCounty(number: string): boolean {
  const prefecture = Number(number.slice(2, 4));
  const county = Number(number.slice(4, 6));
  return (
    ((prefecture >= 1 && prefecture <= 34) || (prefecture >= 51 && prefecture <= 54) || prefecture === 90) &&
    ((county >= 1 && county <= 35) || (county >= 81 && county <= 89))
  );
}

function weightedSum(number: string): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0);
}

/** `YYYYMMDD` from 1900 to 2049, a date that exists. */
function isBirthDate(date: string): boolean {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(4, 6));
  const day = Number(date.slice(6));
  return year >= 1900 && year <= 2049 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

function daysIn(month: number, year: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
