/** The largest file of an import, in bytes. */
export const LARGEST_IMPORT = 10 * 1024 * 1024;
/** Rows under the titles. */
export const MOST_ROWS = 10_000;
/** More than there are fields, several times over. */
export const MOST_COLUMNS = 60;
