/** Sorts after every due time. */
export const END_OF_TIME = new Date('9999-12-31T23:59:59.999Z');
