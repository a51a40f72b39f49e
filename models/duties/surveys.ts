import type { Collection, Connection } from 'mongoose';
import type { Answers } from '../../domain/duties/satisfaction';
import type { IdempotencyKey } from '../intakes';
import { surveySchema, type SurveyDocument } from './documents';
import { SAFE } from '../write-concern';
import { addOnce, entryId, type Added } from './once';
import { olderThan, pageOf, type Page, type PageRequest } from './paging';
import { ofTheSystem, sealedEntries } from './sealed-entries';
import type { Plan, Sealing } from '../sealing';

export type NewSurvey = Omit<SurveyDocument, '_id' | 'digest'>;

/** Satisfaction figures that were collected outside of complaints. */
export interface SurveyStore {
  /** @throws {IdempotencyKeyReusedError} if the caller's key came before with another body */
  add(survey: NewSurvey, once?: IdempotencyKey): Promise<Added<SurveyDocument>>;
  /** The newest first. @throws {BadCursorError} if the cursor is none of this list */
  list(page: PageRequest & { readonly pack?: string }): Promise<Page<SurveyDocument>>;
  /** The sum of the surveys that lie within the time, for this pack or for every one. */
  answers(from: Date, to: Date, pack?: string): Promise<Answers>;
}

/**
 * Opens the store on a connection.
 *
 * @param sealing seals where the figures come from and what is noted about them
 */
export function createSurveyStore(connection: Connection, sealing: Sealing): SurveyStore {
  connection.model('Survey', surveySchema);
  const surveys: Collection<SurveyDocument> = connection.collection<SurveyDocument>('surveys');
  const sealed = sealedEntries<SurveyDocument>(sealing, ofTheSystem('survey'), PLAN);
  return {
    add: (survey, once) => {
      const _id = entryId('surveys', once);
      return addOnce<SurveyDocument>(
        { _id, ...survey, ...(once && { digest: once.digest }) },
        async (entry) =>
          surveys.insertOne(await sealed.stored(entry), { writeConcern: SAFE, ignoreUndefined: true }),
        async () => sealed.found(await surveys.findOne({ _id })),
      );
    },
    list: async ({ limit, cursor, pack }) => {
      const found = await surveys
        .find({ ...olderThan('enteredAt', cursor), ...(pack !== undefined && { pack }) })
        .sort({ enteredAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      return pageOf(await sealed.opened(found), limit, ({ enteredAt }) => enteredAt);
    },
    answers: async (from, to, pack) => {
      const [sum] = await surveys
        .aggregate<Answers>([
          { $match: { from: { $gte: from, $lt: to }, to: { $lte: to }, ...ofPack(pack) } },
          {
            $group: { _id: null, respondents: { $sum: '$respondents' }, satisfied: { $sum: '$satisfied' } },
          },
        ])
        .toArray();
      return { respondents: sum?.respondents ?? 0, satisfied: sum?.satisfied ?? 0 };
    },
  };
}

const PLAN = {
  _id: 'plain',
  by: 'plain',
  enteredAt: 'plain',
  digest: 'plain',
  pack: 'plain',
  from: 'plain',
  to: 'plain',
  respondents: 'plain',
  satisfied: 'plain',
  source: 'sealed',
  note: 'sealed',
} as const satisfies Plan<SurveyDocument>;

/** Surveys for this pack, and those for every one. */
export function ofPack(pack: string | undefined): Record<string, unknown> {
  return pack === undefined ? {} : { $or: [{ pack }, { pack: { $exists: false } }] };
}
