import type { paths } from '../generated/api';

type Query = NonNullable<paths['/api/v1/complaints']['get']['parameters']['query']>;

/** The filters of the list as they stand in the address of the page. */
export const FILTERS = [
  'q',
  'stage',
  'department',
  'contentType',
  'urgency',
  'level',
  'kind',
  'overdue',
  'sort',
] as const;
export type Filter = (typeof FILTERS)[number];

const ENUMS = {
  contentType: ['product', 'service', 'delivery', 'other'],
  urgency: ['urgent', 'major', 'general'],
  level: ['blue', 'yellow', 'orange', 'red'],
  kind: ['complaint', 'consultation', 'suggestion'],
  sort: ['dueAt', 'createdAt'],
} as const;

export const CHOICES: typeof ENUMS = ENUMS;

export const STAGES = [
  'registered',
  'assigning',
  'accepting',
  'planning',
  'handling',
  'confirming',
  'deciding',
  'answering',
  'closed',
  'archived',
] as const;

/** What the address asks for, as the API takes it; what is no filter is passed over. */
export function queryOf(params: URLSearchParams): Query {
  const text = (name: Filter): string | undefined => params.get(name) ?? undefined;
  const contentType = oneOf(ENUMS.contentType, text('contentType'));
  const urgency = oneOf(ENUMS.urgency, text('urgency'));
  const level = oneOf(ENUMS.level, text('level'));
  const kind = oneOf(ENUMS.kind, text('kind'));
  const sort = oneOf(ENUMS.sort, text('sort'));
  const stage = (text('stage') ?? '').split(',').filter((one) => STAGES.some((known) => known === one));
  const q = text('q');
  const department = text('department');
  return {
    ...(q !== undefined && q.length >= 2 && { q }),
    ...(stage.length > 0 && { stage: stage.join(',') }),
    ...(department !== undefined && { department }),
    ...(contentType && { contentType }),
    ...(urgency && { urgency }),
    ...(level && { level }),
    ...(kind && { kind }),
    ...(sort && { sort }),
    ...(text('overdue') === 'true' && { overdue: 'true' }),
  };
}

function oneOf<T extends string>(known: readonly T[], value: string | undefined): T | undefined {
  return known.find((one) => one === value);
}
