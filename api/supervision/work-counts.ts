import { z } from 'zod';
import type { CaseStore } from '../../models/cases';
import { allBut } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';

/** Nobody reads a larger number, and counting on would cost. */
const MOST = 1_000;

const answer = z
  .object({
    waiting: z.int().meta({ description: 'As in `GET /complaints?view=waiting-for-me`' }),
    toDecide: z.int().meta({ description: 'As in `GET /complaints?view=to-decide`' }),
    most: z.int().meta({ description: 'So many are counted; it may be more' }),
  })
  .meta({ id: 'WorkCounts', example: { waiting: 12, toDecide: 1, most: MOST } });

/** The numbers beside the places of the console. */
export function workCountsRoute({ cases }: { readonly cases: Pick<CaseStore, 'countView'> }): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/work-counts',
      allow: allBut('administrator', 'auditor', 'customer', 'integration'),
      background: true,
      id: 'countWork',
      tag: 'Supervision',
      summary: 'How many complaints wait for you, and how many for a decision that you may take',
      answers: { 200: { description: 'As it is now', body: answer } },
      problems: [],
    },
    async ({ actor }) => {
      const [waiting, toDecide] = await Promise.all([
        cases.countView({ actor, view: 'waiting-for-me', most: MOST }),
        cases.countView({ actor, view: 'to-decide', most: MOST }),
      ]);
      return ok({ waiting, toDecide, most: MOST });
    },
  );
}
