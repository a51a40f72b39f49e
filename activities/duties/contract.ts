/** Which duty, and when it fell due. */
export interface DutyDue {
  readonly pack: string;
  readonly duty: string;
  /** ISO 8601: the time of the schedule, however late the run is. */
  readonly scheduledAt: string;
}

/** Which report there is now. */
export interface DutyDone {
  /** Its id; absent: the newest version of the pack has no such duty. */
  readonly report?: string;
}

/** What came of telling. */
export interface DutyTold {
  readonly sent: number;
  /** Notices that could not be delivered and will not be tried again. */
  readonly givenUp: number;
}

/** What the scheduled workflow of a duty asks of the world outside. */
export interface DutyActivities {
  /** Does the duty for its period and keeps one report of it; a repeat finds that one. */
  readonly performDuty: (due: DutyDue) => Promise<DutyDone>;
  /**
   * Tells everybody whom the report is for, once, and fails while a notice is unsent.
   *
   * @throws ApplicationFailure `NoticesUnsent` (retryable) while a notice is neither sent nor given up
   */
  readonly tellOfDuty: (report: string) => Promise<DutyTold>;
}
