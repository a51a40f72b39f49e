import { z } from 'zod';
import type { FigureStore } from '../../models/figures';
import type { Directory } from '../../models/people';
import { instant, line } from '../complaints/fields';
import { READING, restrictedTo } from '../duties/access';
import { beginningOf, endOf, stretchOf, timeBound } from '../duties/stretch';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField } from '../problems';
import { figuresSchema } from './schema';
import { insightOf, visible } from './visible';

export interface FigureServices {
  readonly duties: { readonly figures: FigureStore };
  readonly directory: Pick<Directory, 'users'>;
  /** IANA zone of the company. */
  readonly zone: string;
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
/** Every complaint of the time is looked at. */
const LONGEST_DAYS = 400;

const query = z.strictObject({
  from: timeBound.exactOptional().meta({ description: `${USUAL_DAYS} days before “to” unless given` }),
  to: timeBound.exactOptional().meta({ description: 'Now unless given; a day is counted whole' }),
  policy: line.exactOptional().meta({ description: 'Id of a policy pack' }),
});

const answer = z.object({
  from: instant,
  to: instant,
  policy: z.string().nullable(),
  figures: figuresSchema,
});

/** Problem types, trouble points and responsible departments at a glance (omnichannel/1.1-visible). */
export function figureRoutes({ duties, directory, zone }: FigureServices): Route[] {
  return [
    route(
      {
        ...noParts,
        method: 'get',
        path: '/api/v1/figures',
        allow: READING,
        id: 'readFigures',
        tag: 'Duties',
        summary: 'Problem types, trouble points, departments and people at a glance',
        description:
          'Of complaints entered in the time; how they ended, of those closed in it. A lead sees those that their department holds or held, and its people; an agent of the people only themselves.',
        query,
        answers: { 200: { description: 'The figures as they are now', body: answer } },
        problems: ['invalid'],
      },
      async ({ actor, query: { from, to, policy } }) => {
        const now = new Date();
        const stretch = stretchAsked(from, to, now, zone);
        const department = restrictedTo(actor);
        const [figures, insight] = await Promise.all([
          duties.figures.figures({
            ...stretch,
            now,
            ...(policy !== undefined && { policy }),
            ...(department !== undefined && { department }),
          }),
          insightOf(actor, directory),
        ]);
        return ok({
          from: stretch.from.toISOString(),
          to: stretch.to.toISOString(),
          policy: policy ?? null,
          figures: visible(figures, insight),
        });
      },
    ),
  ];
}

/** @throws {Problem} `invalid` if it ends before it begins, or is too long */
function stretchAsked(from: string | undefined, to: string | undefined, now: Date, zone: string) {
  const end = to === undefined ? now : endOf(to, zone);
  const begin = from === undefined ? new Date(end.getTime() - USUAL_DAYS * DAY_MS) : beginningOf(from, zone);
  const stretch = stretchOf(begin.toISOString(), end.toISOString(), zone);
  if (end.getTime() - begin.getTime() > LONGEST_DAYS * DAY_MS) {
    throw invalidField('from', `Must not be more than ${LONGEST_DAYS} days before “to”.`);
  }
  return stretch;
}
