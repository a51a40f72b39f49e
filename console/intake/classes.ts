import type { Draft } from './draft';

export const CONTENT_TYPES = ['product', 'service', 'delivery', 'other'] as const;
export const URGENCIES = ['urgent', 'major', 'general'] as const;

/** Which subtypes belong to which content (omnichannel/2.2-classify). */
export const SUBTYPES_OF: Readonly<
  Record<(typeof CONTENT_TYPES)[number], readonly NonNullable<Draft['subtype']>[]>
> = {
  product: ['quality', 'function', 'packaging'],
  service: ['attitude', 'responsiveness', 'competence'],
  delivery: ['late', 'installation'],
  other: ['policy'],
};
