/** Numbers that are nobody's: the check digits are right, the rest is made up. */
export const CARD = '6228480402564890018';
export const ID_CARD = '11010519491231002X';
