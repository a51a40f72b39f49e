interface Absence {
  readonly from: string;
  readonly to: string;
}

/** Until when somebody is away at a time (epoch milliseconds); undefined while they are here. */
export function awayUntil(absences: readonly Absence[], now: number): string | undefined {
  return absences.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to))?.to;
}
