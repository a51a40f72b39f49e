import type { CalendarStore } from '../../models/calendars';
import type { CaseStore } from '../../models/cases';
import type { Directory } from '../../models/people';
import { hasRole } from '../../domain/people/actor';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { FILING, READING } from './access';
import { summaryView } from './case-view';
import { clockPreview, intakeOfDraft, openingView, personalNumbersIn, problemsOfDraft } from './preview';
import { draftSchema, previewSchema, type Draft, type Preview } from './preview-schema';
import { packOf, type Packs } from './submit';

export interface PreviewServices {
  readonly packs: Packs;
  readonly defaultPolicy: string;
  readonly directory: Pick<Directory, 'personFor'>;
  readonly calendars: Pick<CalendarStore, 'calendar' | 'load'>;
  readonly cases: Pick<CaseStore, 'similar'>;
}

const DAY_MS = 86_400_000;
/** Cases that are older are hardly about the same. */
const SIMILAR_DAYS = 90;

/** What the system would make of an intake, while it is being written. */
export function previewRoute(services: PreviewServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: '/api/v1/complaints/preview',
      allow: FILING,
      id: 'previewComplaint',
      tag: 'Complaints',
      summary: 'What would become of a complaint that is being written down',
      description: 'Nothing is stored. Any field may still be missing, but the kind.',
      takes: 'json',
      unguarded: 'everything',
      body: draftSchema,
      bodyExample: { kind: 'complaint', matter: '电视开机五分钟后自动重启', contentType: 'product' },
      answers: { 200: { description: 'What would become of it now', body: previewSchema } },
      problems: BODY_PROBLEMS,
    },
    async ({ actor, body }) => {
      const now = new Date();
      const at = now.toISOString();
      const policy = await packOf(services.packs, body.policy ?? services.defaultPolicy);
      const intake = intakeOfDraft(body, at);
      const opening = openingView(policy, intake, actor, await services.calendars.calendar(), at);
      const mayRead = hasRole(actor, ...READING.roles);
      const preview: Preview = {
        problems: problemsOfDraft(body, policy, intake, now.getTime()),
        personalNumbers: personalNumbersIn(body, policy.sensitive),
        ...opening,
        clocks: await Promise.all(
          opening.clocks.map((clock) => clockPreview(clock, policy, services.directory)),
        ),
        similar: mayRead ? await similarTo(services, body, { actor, now }) : [],
      };
      return ok(preview);
    },
  );
}

async function similarTo(
  { cases }: PreviewServices,
  { customer, matter, contentType }: Draft,
  { actor, now }: { readonly actor: Parameters<CaseStore['similar']>[0]['actor']; readonly now: Date },
): Promise<Preview['similar']> {
  const found = await cases.similar({
    actor,
    ...(customer && { customer: { ...customer, name: customer.name ?? '' } }),
    ...(matter !== undefined && { matter }),
    ...(contentType && { contentType }),
    since: new Date(now.getTime() - SIMILAR_DAYS * DAY_MS),
  });
  return found.map(({ because, summary }) => ({ because, complaint: summaryView(summary) }));
}
