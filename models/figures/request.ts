/** Which complaints the figures are of. */
export interface FigureRequest {
  readonly from: Date;
  /** The first moment after the time. */
  readonly to: Date;
  /** Id of a pack; absent: complaints under every one. */
  readonly policy?: string;
  /** Only complaints that this department holds or held. */
  readonly department?: string;
  /** When it is asked: what is due before it is overdue. */
  readonly now: Date;
}
