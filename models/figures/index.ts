import type { Collection, Connection } from 'mongoose';
import type { Figures } from '../../domain/duties/figures';
import { shareOf } from '../../domain/duties/satisfaction';
import type { CaseDocument } from '../cases';
import type { SurveyStore } from '../duties';
import type { Vault } from '../sealing';
import { openSearchTerms } from '../search';
import { closedFigures } from './closed';
import { complaintFigures } from './complaints';
import type { FigureRequest } from './request';

export type { FigureRequest } from './request';

/** Figures from the read models, computed when they are asked for. */
export interface FigureStore {
  figures(request: FigureRequest): Promise<Figures>;
}

/** Reads the collections of the case store and of the surveys. */
export function createFigureStore(
  connection: Connection,
  surveys: Pick<SurveyStore, 'answers'>,
  { sealing, digest }: Vault,
): FigureStore {
  const cases: Collection<CaseDocument> = connection.collection<CaseDocument>('cases');
  const searchTerms = openSearchTerms(connection, digest);
  return {
    figures: async (request) => {
      const [complaints, { settledFirst, complainants }, visitors] = await Promise.all([
        complaintFigures(cases, request),
        closedFigures({ cases, searchTerms, sealing }, request),
        surveys.answers(request.from, request.to, request.policy),
      ]);
      const percent = shareOf(visitors.satisfied, visitors.respondents);
      return {
        ...complaints,
        settledFirst,
        satisfaction: {
          complainants,
          visitors: { ...visitors, ...(percent !== undefined && { percent }) },
        },
      };
    },
  };
}
