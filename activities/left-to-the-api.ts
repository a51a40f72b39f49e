/** The API tries to start what it has stored at once, for a second at most; until then it is left alone. Milliseconds. */
export const LEFT_TO_THE_API_MS = 2_000;
