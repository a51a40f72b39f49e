import type { ContentType, Subtype, Urgency } from './classification';

export const KINDS = ['complaint', 'consultation', 'suggestion'] as const;
export type Kind = (typeof KINDS)[number];

/** On the spot, or through the group, authorities, net, media (attraction/5.1-onsite, 5.2-higher). */
export const ORIGINS = ['onsite', 'higher'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Customer {
  readonly name: string;
  readonly company?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly account?: string;
}

/** The limit a case came with from another body, e.g. 12315 (attraction/5.3-transferred). */
export interface Transfer {
  readonly body: string;
  readonly reference: string;
  readonly limit?: string;
}

/** What is written down when a complaint is received (media/3.1-record, omnichannel/2.1-record). Times are ISO 8601. */
export interface Intake {
  readonly kind: Kind;
  readonly channel: string;
  readonly channelDetail?: string;
  readonly receivedAt: string;
  readonly receivedBy?: string;
  readonly customer: Customer;
  readonly matter: string;
  readonly occurredAt?: string;
  readonly occurredText?: string;
  readonly expectation?: string;
  readonly contentType?: ContentType;
  readonly subtype?: Subtype;
  readonly urgency?: Urgency;
  readonly route?: 'normal' | 'direct';
  readonly transferredBy?: Transfer;
  readonly mood?: string;
  readonly firstReply?: string;
  readonly aboutDepartment?: string;
  readonly department?: string;
  readonly persons?: readonly string[];
  readonly origin?: Origin;
  readonly replyDue?: string;
}

/** The intake fields that `amend` may correct. */
export const AMENDABLE = [
  'channel',
  'channelDetail',
  'customer',
  'matter',
  'occurredAt',
  'occurredText',
  'expectation',
  'mood',
  'firstReply',
  'aboutDepartment',
  'persons',
] as const satisfies readonly (keyof Intake)[];

export type Amendment = Partial<Pick<Intake, (typeof AMENDABLE)[number]>>;
