/** What a complaint is about (omnichannel/2.2-classify). */
export const CONTENT_TYPES = ['product', 'service', 'delivery', 'other'] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

export const SUBTYPES = [
  'quality',
  'function',
  'packaging',
  'attitude',
  'responsiveness',
  'competence',
  'late',
  'installation',
  'policy',
] as const;
export type Subtype = (typeof SUBTYPES)[number];

/** From the most to the least pressing. */
export const URGENCIES = ['urgent', 'major', 'general'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** From the least to the most serious. */
export const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export type Level = (typeof LEVELS)[number];

/** Which subtypes belong to which content (omnichannel/2.2-classify). */
export const SUBTYPES_OF: Readonly<Record<ContentType, readonly Subtype[]>> = {
  product: ['quality', 'function', 'packaging'],
  service: ['attitude', 'responsiveness', 'competence'],
  delivery: ['late', 'installation'],
  other: ['policy'],
};

export interface Classification {
  readonly contentType?: ContentType;
  readonly subtype?: Subtype;
  readonly urgency?: Urgency;
}

/** The tag of a classified complaint, such as `product-quality-urgent`; undefined until it has content and urgency. */
export function tagOf({ contentType, subtype, urgency }: Classification): string | undefined {
  if (!contentType || !urgency) return undefined;
  return [contentType, subtype, urgency].filter((part) => part !== undefined).join('-');
}

/** Whether the second urgency presses more than the first. */
export function isRise(before: Urgency | undefined, after: Urgency | undefined): boolean {
  if (!before || !after) return false;
  return URGENCIES.indexOf(after) < URGENCIES.indexOf(before);
}
