/** How much is measured. Counts are bounded, so that a slow machine takes longer but not for ever. */
export interface Scale {
  /** Slices of lives, the product's and the floor's in turn. */
  readonly pairs: number;
  /** No slice has more lives, and none begins one after this time, seconds. */
  readonly livesInSlice: number;
  readonly sliceS: number;
  /** Lives under way at once, the product's and the floor's alike. */
  readonly concurrency: number;
  readonly pollingLives: number;
  /** Lives under way at once beside the polling design: few, so that neither waits for the machine. */
  readonly pollingConcurrency: number;
  readonly historyLives: number;
  /** Times that one life is encrypted and chained. */
  readonly protectedTimes: number;
  readonly intakes: number;
  readonly openCases: number;
  /** Of the open cases, those with a clock that falls due at the same instant. */
  readonly clocks: number;
  /** Open cases that a changed calendar moves. */
  readonly retimed: number;
  /** Among so many open cases. */
  readonly retimedAmong: number;
  /** Open cases that wait for one reader. */
  readonly casesOnScreen: number;
  /** Changes that another person's screen shows. */
  readonly changesSeen: number;
  readonly kills: number;
  readonly casesPerKill: number;
  /** Cases whose records are verified. */
  readonly verified: number;
}

/** Below six minutes on two shared cores. */
export const FULL: Scale = {
  pairs: 4,
  livesInSlice: 200,
  sliceS: 5,
  concurrency: 16,
  pollingLives: 12,
  pollingConcurrency: 4,
  historyLives: 3,
  protectedTimes: 200,
  intakes: 120,
  openCases: 500,
  clocks: 500,
  retimed: 1_500,
  retimedAmong: 10_000,
  casesOnScreen: 100_000,
  changesSeen: 100,
  kills: 4,
  casesPerKill: 3,
  verified: 10_000,
};

/** Below ninety seconds, for a look while developing: too few for figures that count. */
export const QUICK: Scale = {
  pairs: 2,
  livesInSlice: 50,
  sliceS: 3,
  concurrency: 16,
  pollingLives: 4,
  pollingConcurrency: 4,
  historyLives: 1,
  protectedTimes: 20,
  intakes: 40,
  openCases: 100,
  clocks: 50,
  retimed: 100,
  retimedAmong: 1_000,
  casesOnScreen: 2_000,
  changesSeen: 20,
  kills: 2,
  casesPerKill: 2,
  verified: 200,
};
