import { z } from 'zod';
import type { AccessEntry, AccessFilter, AccessRecord } from '../../models/access-record';
import { instant, line } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { only } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';

export interface AccessRecordServices {
  readonly accessRecord: Pick<AccessRecord, 'list'>;
}

const entrySchema = z
  .object({
    id: z.string(),
    at: instant,
    user: z.string().meta({ description: 'User id; “customer” for whoever came by the link of a case' }),
    action: z.string().meta({
      description: 'What was done, or what was refused: an operation, or a command',
      example: 'openComplaint',
    }),
    number: z.string().exactOptional().meta({ description: 'Of the complaint' }),
    about: z.string().exactOptional().meta({ description: 'Of a user, a key, a file or a task' }),
    reason: z.string().exactOptional().meta({ description: 'In their own words' }),
    words: z.string().exactOptional().meta({ description: 'What was searched for' }),
    fields: z.array(z.string()).exactOptional().meta({ description: 'Which personal data was shown' }),
    filters: z
      .record(z.string(), z.string())
      .exactOptional()
      .meta({ description: 'What a list that was taken out was cut to' }),
    outcome: z.string().meta({ description: '“done”, or the problem that was answered' }),
    requestId: z.string(),
  })
  .meta({ id: 'AccessEntry' });

const query = z.strictObject({
  user: line.exactOptional(),
  number: line.exactOptional(),
  action: line.exactOptional(),
  from: instant.exactOptional().meta({ description: 'At this moment or later' }),
  before: instant.exactOptional().meta({ description: 'Before this moment' }),
  limit,
  cursor,
});

/** Reading the access record; there is no way to change it. */
export function accessRecordRoutes({ accessRecord }: AccessRecordServices): Route[] {
  return [
    route(
      {
        ...noParts,
        method: 'get',
        path: '/api/v1/access-record',
        allow: only('auditor'),
        id: 'listAccessRecord',
        accounting: { action: 'readAccessRecord', per: 'hour' },
        tag: 'Audit',
        summary:
          'Who opened, searched, revealed, exported or changed what, when and why; and what was refused',
        description:
          'The newest first. Entries are only ever added. Opening a complaint, and the same search, stand there once for each person and hour.',
        query,
        answers: { 200: { description: 'One page', body: pageOf(entrySchema) } },
        problems: ['invalid'],
      },
      async ({ query: { limit: pageSize, cursor: from, ...asked } }) => {
        const page = await accessRecord.list({
          filter: filterOf(asked),
          limit: pageSize,
          ...(from !== undefined && { cursor: from }),
        });
        return ok({ ...page, items: page.items.map(entryView) });
      },
    ),
  ];
}

function filterOf({ from, before, ...same }: Omit<z.output<typeof query>, 'limit' | 'cursor'>): AccessFilter {
  return {
    ...same,
    ...(from !== undefined && { from: new Date(from) }),
    ...(before !== undefined && { before: new Date(before) }),
  };
}

function entryView(entry: AccessEntry): z.input<typeof entrySchema> {
  const { id, at, user, action, number, about, reason, words, fields, filters, outcome, requestId } = entry;
  return {
    id,
    at: at.toISOString(),
    user,
    action,
    ...(number !== undefined && { number }),
    ...(about !== undefined && { about }),
    ...(reason !== undefined && { reason }),
    ...(words !== undefined && { words }),
    ...(fields && { fields: [...fields] }),
    ...(filters && { filters: { ...filters } }),
    outcome,
    requestId,
  };
}
