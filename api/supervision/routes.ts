import { z } from 'zod';
import { LEVELS } from '../../domain/case/classification';
import type { CalendarStore } from '../../models/calendars';
import type { CaseStore, FallingDue, Pressing } from '../../models/cases';
import { instant } from '../complaints/fields';
import { restrictedTo } from '../duties/access';
import { only } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { workingHours, type Cell } from './working-hours';
import { workCountsRoute } from './work-counts';

export interface SupervisionServices {
  readonly cases: Pick<CaseStore, 'pressing' | 'fallingDue' | 'countView'>;
  readonly calendars: Pick<CalendarStore, 'calendar' | 'load'>;
}

/** So many working hours the strip looks ahead. */
const HOURS = 24;

const WATCHING = only('lead', 'supervisor', 'quality-manager', 'head-of-customer-service', 'executive');

const cellSchema = z.object({
  from: instant,
  closes: instant.meta({
    description: 'When the work of this hour ends; equal to “from” until the next opening',
  }),
  to: instant.meta({
    description: 'Up to when what falls due is counted here: the beginning of the next hour',
  }),
  count: z.int(),
  clauses: z.array(z.object({ clause: z.string(), count: z.int() })),
});

const pressingSchema = z.object({
  department: z.string().meta({ description: 'Which holds the clock' }),
  person: z.string().nullable().meta({ description: 'User id of its holder; null while nobody is named' }),
  overdue: z
    .boolean()
    .meta({ description: 'False: due within the hour, or in the last quarter of its time' }),
  level: z.enum(LEVELS).nullable(),
  rung: z.number().meta({ description: 'The highest rung that has fired, in percent of the limit; 0: none' }),
  count: z.int(),
  dueAt: instant.meta({ description: 'The earliest due time of them' }),
});

const answer = z
  .object({
    at: instant,
    cells: z.array(cellSchema).meta({ description: `The next ${HOURS} working hours` }),
    pressing: z.array(pressingSchema).meta({
      description: 'What is overdue or soon will be, by holder, level and rung; the earliest first',
    }),
  })
  .meta({ id: 'Supervision' });

/** What whoever supervises watches, and how much waits for whom. */
export function supervisionRoutes(services: SupervisionServices): Route[] {
  return [supervision(services), workCountsRoute(services)];
}

function supervision({ cases, calendars }: SupervisionServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/supervision',
      allow: WATCHING,
      background: true,
      id: 'readSupervision',
      tag: 'Supervision',
      summary: 'What falls due in the next working hours, and what is overdue or soon will be',
      description:
        'Each case counts once, where its first clock is due. Its cases are those that `GET /complaints` finds by the same values: `dueFrom`, `dueBefore` and `clause` for a cell; `holderDepartment`, `holder`, `level`, `rung` and `overdue` or `soon` for a holder. A lead sees what their department holds.',
      answers: { 200: { description: 'As it is now', body: answer } },
      problems: [],
    },
    async ({ actor }) => {
      const department = restrictedTo(actor);
      const scope = department === undefined ? {} : { department };
      const now = new Date();
      const cells = workingHours(now.getTime(), HOURS, await calendars.calendar());
      const stretches = cells.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }));
      const [due, pressing] = await Promise.all([
        cases.fallingDue({ ...scope, stretches }),
        cases.pressing({ ...scope, now }),
      ]);
      const body: z.input<typeof answer> = {
        at: now.toISOString(),
        cells: cells.map((cell, index) =>
          cellView(
            cell,
            due.filter(({ stretch }) => stretch === index),
          ),
        ),
        pressing: pressing.map(pressingView),
      };
      return ok(body);
    },
  );
}

function cellView({ from, closes, to }: Cell, due: readonly FallingDue[]): z.input<typeof cellSchema> {
  return {
    from: new Date(from).toISOString(),
    closes: new Date(closes).toISOString(),
    to: new Date(to).toISOString(),
    count: due.reduce((sum, { count }) => sum + count, 0),
    clauses: due.map(({ clause, count }) => ({ clause, count })),
  };
}

function pressingView({ person, level, dueAt, ...same }: Pressing): z.input<typeof pressingSchema> {
  return { ...same, person: person ?? null, level: level ?? null, dueAt: dueAt.toISOString() };
}
