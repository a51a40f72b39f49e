import { z } from 'zod';
import { DateTime } from 'luxon';
import type { Actor } from '../../domain/people/actor';
import type { AccessRecord } from '../../models/access-record';
import type { CaseFilter, CaseStore, Sort } from '../../models/cases';
import { LANGUAGES } from '../../models/notices/texts';
import type { Directory } from '../../models/people';
import type { PolicyStore } from '../../models/policies';
import { READING } from '../complaints/access';
import { summaryView } from '../complaints/case-view';
import { filterOf, listQuery, type ListQuery } from '../complaints/list-query';
import { accountFor } from '../http/account-for';
import { noParts, route, type Route } from '../http/route';
import { CONTENT_TYPES, TABLE_FORMATS, writeTable } from '../tables/table';
import { namesIn, rowOf, titleRow, type Names } from './columns';

export interface ExportServices {
  readonly cases: Pick<CaseStore, 'list'>;
  readonly directory: Pick<Directory, 'users' | 'departments'>;
  readonly policies: Pick<PolicyStore, 'all'>;
  readonly accessRecord: AccessRecord;
  /** IANA zone of the company. */
  readonly zone: string;
}

/** Read at a time: what is in memory of a list, however long it is. */
const PAGE = 200;

const exportQuery = listQuery.omit({ limit: true, cursor: true }).extend({
  format: z.enum(TABLE_FORMATS).default('csv'),
  language: z.enum(LANGUAGES).default('zh').meta({ description: 'Of titles and values' }),
});

/** Lists as a file: what somebody sees in the list, all of it, and nothing more. */
export function exportRoutes(services: ExportServices): Route[] {
  return [exportRoute(services)];
}

function exportRoute(services: ExportServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/complaints/export',
      allow: READING,
      id: 'exportComplaints',
      tag: 'Complaints',
      summary: 'The list of complaints as a CSV or XLSX file',
      description:
        'Takes the filters of the list, and has what the caller sees in it. It is written while it is read; one that breaks off is not a whole file. Each export stands on the access record.',
      query: exportQuery,
      answers: { 200: { description: 'The file', contentType: 'text/csv' } },
      problems: ['invalid'],
    },
    async ({ actor, query, request }) => {
      const { format, language, ...asked } = query;
      const wanted: ListQuery = { ...asked, limit: PAGE };
      const names = await namesIn(language, services.zone, services.directory, services.policies);
      await accountFor(services.accessRecord, request, actor, {
        action: 'exportComplaints',
        filters: recordedFilters(asked),
      });
      const filter = filterOf(wanted, new Date());
      const rows = rowsOf(services, { actor, filter, sort: wanted.sort }, names);
      return {
        write: async (response) => {
          response.attachment(filename(services.zone, format)).type(CONTENT_TYPES[format]);
          await writeTable(format, rows, response);
        },
      };
    },
  );
}

/** The titles, then every complaint, page by page. */
async function* rowsOf(
  { cases }: ExportServices,
  request: { readonly actor: Actor; readonly filter: CaseFilter; readonly sort: Sort },
  names: Names,
): AsyncGenerator<string[]> {
  yield titleRow(names);
  let cursor: string | undefined;
  do {
    const page = await cases.list({ ...request, limit: PAGE, ...(cursor !== undefined && { cursor }) });
    for (const summary of page.items) yield rowOf(summaryView(summary), names);
    cursor = page.next;
  } while (cursor !== undefined);
}

/** What was searched for may be a name or a number of somebody: that it was searched is on record, and not for whom. */
function recordedFilters({ q, ...filters }: Omit<z.output<typeof exportQuery>, 'format' | 'language'>) {
  const given = Object.entries({ ...filters, ...(q !== undefined && { q: '***' }) });
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function filename(zone: string, format: string): string {
  return `complaints-${DateTime.now().setZone(zone).toFormat('yyyyMMdd-HHmm')}.${format}`;
}
