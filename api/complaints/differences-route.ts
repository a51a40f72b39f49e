import { z } from 'zod';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField } from '../problems';
import { READING } from './access';
import { asItStood, enteredAt, momentOf, type TimeMachine } from './as-of';
import { differencesBetween, differenceSchema } from './differences';
import { NUMBER } from './examples';
import { instant } from './fields';
import { findComplaint, involvedIn } from './find-case';
import { viewFor } from './view-for';

const query = z.strictObject({
  from: instant
    .exactOptional()
    .meta({ description: 'The earlier moment; that of its entry, unless it is said' }),
  to: instant.exactOptional().meta({ description: 'The later moment; now, unless it is said' }),
});

/** What has changed in a complaint between two moments. */
export function differencesRoute(services: TimeMachine): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/complaints/{number}/differences',
      allow: READING,
      id: 'compareComplaint',
      accounting: { action: 'openComplaint', per: 'hour' },
      tag: 'Complaints',
      summary: 'What differs in a complaint between two moments, field by field',
      params: z.object({ number: z.string().meta({ example: NUMBER }) }),
      query,
      answers: {
        200: {
          description: 'The fields that differ, as the complaint itself has them; none: it stood the same',
          body: z.object({ items: z.array(differenceSchema) }),
          example: { items: [{ field: 'stage', before: 'assigning', after: 'accepting' }] },
        },
      },
      problems: ['not-found', 'invalid'],
    },
    async ({ actor, params: { number }, query: { from, to } }) => {
      const now = await findComplaint(services, number, actor);
      const earlier = from === undefined ? await enteredAt(services, now) : momentOf('from', from);
      const later = to === undefined ? undefined : momentOf('to', to);
      if (later && later < earlier) {
        throw invalidField('to', 'Lies before “from”. Name the earlier moment first.');
      }
      const concerned = involvedIn(now);
      const before = viewFor(actor, await asItStood(services, now, earlier), concerned);
      const after = viewFor(actor, later ? await asItStood(services, now, later) : now, concerned);
      return ok({ items: differencesBetween(before, after) });
    },
  );
}
