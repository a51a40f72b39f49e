import type { ContentType, Level, Subtype, Urgency } from '../case/classification';
import type { Stage } from '../case/stage';
import type { FollowUpReason } from './entries';
import type { Figures } from './figures';
import type { Achievement } from './satisfaction';

/** Something that a duty asks for. Whether it is done is never written here: the records of what was done say it. */
export type Task =
  /** Done by the case's next `callback`. */
  | { readonly kind: 'call-back'; readonly number: string }
  /** Done by a survey that is entered in the period. */
  | { readonly kind: 'survey' }
  /** Done by a check in the period, of this channel if it names one. */
  | { readonly kind: 'check'; readonly channel?: string }
  /** Done by a contact in the period, for this reason if it names one. */
  | { readonly kind: 'follow-up'; readonly reason?: FollowUpReason }
  /** Done by saying what is changed. */
  | { readonly kind: 'answer' }
  /** Done by satisfaction figures for the period. */
  | { readonly kind: 'figures' };

/** A complaint of a list; what is absent is not known. */
export interface ListedCase {
  readonly number: string;
  readonly department: string;
  readonly contentType?: ContentType;
  readonly subtype?: Subtype;
  readonly urgency?: Urgency;
  readonly level?: Level;
  readonly stage: Stage;
}

/** What came of a duty when it fell due. */
export type DutyResult =
  | {
      readonly what: 'call-backs';
      /** Complaints closed in the period. */
      readonly closed: number;
      /** Complaints not closed when it fell due. */
      readonly open: number;
      readonly atLeast: number;
      /** Fewer than `atLeast` when no more were closed. */
      readonly sampled: number;
    }
  | {
      readonly what: 'list';
      readonly total: number;
      /** By department, class, and urgency. */
      readonly cases: readonly ListedCase[];
      /** The numbers from level orange on. */
      readonly important: readonly string[];
    }
  | { readonly what: 'review'; readonly figures: Figures; readonly before: Figures }
  | ({ readonly what: 'target' } & Achievement)
  | { readonly what: 'survey' | 'media-check' | 'follow-up' };
