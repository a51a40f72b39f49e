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
  'soon',
  'pressing',
  'dueFrom',
  'dueBefore',
  'clause',
  'holderDepartment',
  'holder',
  'rung',
  'widespread',
  'sort',
] as const;
export type Filter = (typeof FILTERS)[number];

export const CHOICES = {
  contentType: ['product', 'service', 'delivery', 'other'],
  urgency: ['urgent', 'major', 'general'],
  level: ['blue', 'yellow', 'orange', 'red'],
  kind: ['complaint', 'consultation', 'suggestion'],
  sort: ['dueAt', 'createdAt'],
} as const;

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
  const contentType = oneOf(CHOICES.contentType, text('contentType'));
  const urgency = oneOf(CHOICES.urgency, text('urgency'));
  const level = oneOf(CHOICES.level, text('level'));
  const kind = oneOf(CHOICES.kind, text('kind'));
  const sort = oneOf(CHOICES.sort, text('sort'));
  const stage = (text('stage') ?? '').split(',').filter((one) => STAGES.some((known) => known === one));
  const q = text('q');
  const rung = text('rung');
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
    ...(text('soon') === 'true' && { soon: 'true' }),
    ...(text('pressing') === 'true' && { pressing: 'true' }),
    ...given('dueFrom', text),
    ...given('dueBefore', text),
    ...given('clause', text),
    ...given('holderDepartment', text),
    ...given('holder', text),
    ...given('widespread', text),
    ...(rung !== undefined && Number.isInteger(Number(rung)) && { rung: Number(rung) }),
  };
}

/** A filter under its name, if the address has it. */
function given<N extends Filter>(
  name: N,
  text: (name: Filter) => string | undefined,
): { readonly [K in N]?: string } {
  const value = text(name);
  if (value === undefined || value === '') return {};
  const filter: { [K in N]?: string } = {};
  filter[name] = value;
  return filter;
}

function oneOf<T extends string>(known: readonly T[], value: string | undefined): T | undefined {
  return known.find((one) => one === value);
}
