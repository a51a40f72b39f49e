import type { ContentType, Subtype } from '../case/classification';

/** What the complaints of a period show at a glance (omnichannel/1.1-visible, advertising/9-review, it-service/4-first). */
export interface Figures {
  /** Complaints entered in the period. */
  readonly complaints: number;
  readonly problemTypes: readonly ProblemType[];
  readonly troublePoints: {
    /** What the complaints are about. */
    readonly departments: readonly { readonly department: string; readonly count: number }[];
    readonly channels: readonly { readonly channel: string; readonly count: number }[];
  };
  readonly departments: readonly DepartmentFigures[];
  readonly persons: readonly PersonFigures[];
  readonly settledFirst: SettledFirst;
  readonly satisfaction: {
    readonly complainants: ComplainantFigures;
    /** Of surveys that lie within the period. */
    readonly visitors: {
      readonly respondents: number;
      readonly satisfied: number;
      readonly percent?: number;
    };
  };
}

/** Absent: not classified. */
export interface ProblemType {
  readonly contentType?: ContentType;
  readonly subtype?: Subtype;
  readonly count: number;
}

export interface Counts {
  readonly count: number;
  readonly open: number;
  /** With a clock past its due time now. */
  readonly overdue: number;
}

export interface DepartmentFigures extends Counts {
  /** Responsible for these complaints: it was assigned them, or customer service. */
  readonly department: string;
  readonly broken: readonly { readonly clause: string; readonly count: number }[];
  /** Milliseconds by the wall clock that it held complaints of the period, as recorded. */
  readonly heldMs: number;
}

export interface PersonFigures {
  readonly user: string;
  readonly owned: Counts;
  readonly handled: Counts;
  /** Broken clocks that they answered for. */
  readonly broken: number;
}

/** Of complaints closed in the period: no second round, no reopening, no repeat on the same matter by the same customer. */
export interface SettledFirst {
  readonly closed: number;
  readonly settled: number;
  /** Absent: none was closed. */
  readonly percent?: number;
}

/** Of complaints closed in the period; only the customer's own word counts as satisfied. */
export interface ComplainantFigures {
  readonly closed: number;
  readonly satisfied: number;
  /** The average of the customers' ratings, 1 to 5; absent: none was given. */
  readonly rating?: number;
}
