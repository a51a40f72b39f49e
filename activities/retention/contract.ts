/** A plan of the nightly retention. Times are epoch milliseconds. */
export interface PlanInput {
  readonly now: number;
  /** From when on it is carried out. */
  readonly dueAt: number;
}

export interface PlanMade {
  readonly plan: string;
  readonly cases: number;
}

export interface CarryOutInput {
  readonly now: number;
}

export interface CarriedOut {
  readonly plans: number;
  readonly erased: number;
  readonly left: number;
}

export interface RetentionActivities {
  /** Carries out the erasures that were decided and cut off. */
  readonly finishErasures: () => Promise<{ readonly finished: number }>;
  /** Writes down which cases have been kept long enough. Repeating it for the same day changes nothing. */
  readonly planRetention: (input: PlanInput) => Promise<PlanMade>;
  /** Tells those who can place a hold, or have a case kept longer, what is going to be erased. */
  readonly tellOfRetention: (input: { readonly plan: string }) => Promise<void>;
  /** Carries out every plan whose time has come, but for the cases that were held or kept longer meanwhile. */
  readonly carryOutRetention: (input: CarryOutInput) => Promise<CarriedOut>;
}
