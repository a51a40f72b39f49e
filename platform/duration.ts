const ISO_DURATION = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds (`P30D`, `PT15S`), or of a bare
 * whole number counted in the unit given. `undefined` if the text is neither.
 */
export function parseDuration(text: string, unitOfBareNumberMs: number): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text) * unitOfBareNumberMs;
  const match = ISO_DURATION.exec(text);
  if (!match) return undefined;
  const parts: readonly (string | undefined)[] = match.slice(1);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
