import { z } from 'zod';
import type { CalendarStore } from '../../models/calendars';
import type { PolicyStore } from '../../models/policies';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { READING } from './access';
import { explanationOf, explanationSchema } from './explanation';
import { findComplaint, type CaseFinder } from './find-case';
import { pinnedPolicy } from './pinned-policy';

export interface ExplanationServices extends CaseFinder {
  readonly policies: Pick<PolicyStore, 'find'>;
  readonly calendars: Pick<CalendarStore, 'calendar' | 'load'>;
}

const params = z.object({
  number: z.string(),
  id: z.string().meta({ description: 'Of the clock', example: '3.2-accept' }),
});

/** The answer to “why is it due then?”. */
export function explanationRoute(services: ExplanationServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/complaints/{number}/clocks/{id}/explanation',
      allow: READING,
      id: 'explainClock',
      accounting: { action: 'openComplaint', per: 'hour' },
      tag: 'Complaints',
      summary: 'Why a clock is due when it is, step by step',
      description: 'Reckoned anew by the calendar as it is now.',
      params,
      answers: { 200: { description: 'The steps in the order of their time', body: explanationSchema } },
      problems: ['not-found'],
    },
    async ({ actor, params: { number, id } }) => {
      const found = await findComplaint(services, number, actor);
      const document = found.kind === 'case' ? found.document : undefined;
      const clock = document?.state.clocks.find((one) => one.id === id);
      if (!document || !clock) throw new Problem('not-found', 'This complaint has no clock of this id.');
      const policy = await pinnedPolicy(services, document);
      return ok(explanationOf(clock, policy, await services.calendars.calendar()));
    },
  );
}
