interface Issuer {
  /** Prefixes from the first to the last, of equal length. */
  readonly first: string;
  readonly last: string;
  readonly lengths: readonly number[];
}

/**
 * Issuers' prefixes with the lengths of their cards. Lengths are narrow on purpose: order numbers of 19 digits that
 * begin with 4, and parcel numbers of 13, are common; cards like that are not, but for the banks named.
 */
const issuers: readonly Issuer[] = [
  { first: '62', last: '62', lengths: [16, 17, 18, 19] }, // UnionPay
  { first: '4', last: '4', lengths: [16] }, // Visa
  { first: '51', last: '55', lengths: [16] }, // Mastercard
  { first: '2221', last: '2720', lengths: [16] }, // Mastercard
  { first: '34', last: '34', lengths: [15] }, // American Express
  { first: '37', last: '37', lengths: [15] }, // American Express
  { first: '3528', last: '3589', lengths: [16] }, // JCB
  // Cards of Chinese banks from before UnionPay's own prefix, still in use.
  { first: '9558', last: '9558', lengths: [18, 19] }, // Industrial and Commercial Bank
  { first: '95595', last: '95599', lengths: [19] }, // Agricultural Bank
  { first: '103', last: '103', lengths: [19] }, // Agricultural Bank
  { first: '436742', last: '436742', lengths: [19] }, // Construction Bank
  { first: '456351', last: '456351', lengths: [19] }, // Bank of China
  { first: '601382', last: '601382', lengths: [19] }, // Bank of China
  { first: '405512', last: '405512', lengths: [17] }, // Bank of Communications
  { first: '601428', last: '601428', lengths: [17] }, // Bank of Communications
  { first: '955100', last: '955100', lengths: [19] }, // Postal Savings Bank
  { first: '95555', last: '95555', lengths: [15, 16] }, // Merchants Bank
  { first: '966666', last: '966666', lengths: [18] }, // Industrial Bank
  { first: '90592', last: '90592', lengths: [16, 18] }, // Industrial Bank
  { first: '90030', last: '90030', lengths: [16] }, // Everbright Bank
  { first: '984301', last: '984303', lengths: [16] }, // Pudong Development Bank
  { first: '998801', last: '998802', lengths: [16] }, // Ping An Bank
  { first: '602907', last: '602907', lengths: [16] }, // Ping An Bank
  { first: '602969', last: '602969', lengths: [16] }, // Bank of Beijing
  { first: '999999', last: '999999', lengths: [16] }, // Hua Xia Bank
  { first: '690755', last: '690755', lengths: [15, 18] }, // Merchants Bank
  { first: '9400', last: '9400', lengths: [16, 17, 18, 19] }, // banks of cities
  { first: '6036', last: '6036', lengths: [16, 17, 18, 19] }, // banks of cities
  { first: '6011', last: '6011', lengths: [16] }, // Discover
];

/** Whether digits are a bank-card number: issuer's prefix, its length, and the Luhn check. */
export function isBankCard(digits: string): boolean {
  return passesLuhn(digits) && hasIssuer(digits);
}

/** The prefix and length alone: for digits of which the last ones are not known exactly. */
export function hasIssuer(digits: string): boolean {
  return issuers.some(({ first, last, lengths }) => {
    if (!lengths.includes(digits.length)) return false;
    const prefix = digits.slice(0, first.length);
    return prefix >= first && prefix <= last;
  });
}

/** Whether digits have a card's length and pass its check, whoever issued it: for what is called a card. */
export function couldBeAnyCard(digits: string): boolean {
  return digits.length >= 16 && digits.length <= 19 && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 0x30;
    sum += index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
