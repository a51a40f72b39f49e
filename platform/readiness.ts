/** One thing a process needs. Rejects, or never ends, when it is out of reach. */
export type ReadinessCheck = () => Promise<unknown>;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Runs all checks side by side; one that takes longer than the limit (milliseconds) is failing. */
export async function checkReadiness(
  checks: Readonly<Record<string, ReadinessCheck>>,
  limitMs = 2_000,
): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await passes(check, limitMs)] as const),
  );
  return {
    ready: results.every(([, passed]) => passed),
    checks: Object.fromEntries(results.map(([name, passed]) => [name, passed ? 'ok' : 'failing'])),
  };
}

async function passes(check: ReadinessCheck, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([
      check().then(
        () => true,
        () => false,
      ),
      tooLate,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
