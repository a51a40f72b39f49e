/** How much is measured. Counts are bounded, so that a slow machine takes longer but not for ever. */
export interface Scale {
  /** Slices of lives, the product's and the floor's in turn. */
  readonly pairs: number;
  /** No slice has more lives, and none begins one after this time, seconds. */
  readonly livesInSlice: number;
  readonly sliceS: number;
  /** Lives under way at once: the product's, the floor's and the polling design's alike. */
  readonly concurrency: number;
  readonly pollingLives: number;
  readonly historyLives: number;
  readonly intakes: number;
  readonly openCases: number;
  readonly clocks: number;
  /** From setting the clocks to the instant at which all of them fall due, seconds. */
  readonly clocksDueInS: number;
  readonly kills: number;
  readonly casesPerKill: number;
}

/** Below six minutes on two shared cores. */
export const FULL: Scale = {
  pairs: 5,
  livesInSlice: 200,
  sliceS: 7,
  concurrency: 16,
  pollingLives: 32,
  historyLives: 3,
  intakes: 200,
  openCases: 1_000,
  clocks: 500,
  clocksDueInS: 20,
  kills: 5,
  casesPerKill: 3,
};

/** Below ninety seconds, for a look while developing: too few for figures that count. */
export const QUICK: Scale = {
  pairs: 2,
  livesInSlice: 50,
  sliceS: 4,
  concurrency: 16,
  pollingLives: 16,
  historyLives: 1,
  intakes: 40,
  openCases: 100,
  clocks: 50,
  clocksDueInS: 6,
  kills: 2,
  casesPerKill: 2,
};
