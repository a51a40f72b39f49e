import type { Request } from 'express';
import { maskPersonalNumbers } from '../../domain/guard/personal-numbers';
import type { Actor } from '../../domain/people/actor';
import type { AccessRecordDocument } from '../../models/access-record';
import { requestIdOf } from './request-id';
import type { Accounting } from './route';

/** The entry for the access record of a request that was answered; undefined where it is none to be kept. */
export function entryOf(
  { action, searchesOnly }: Accounting,
  request: Request,
  { user }: Actor,
): AccessRecordDocument | undefined {
  const { number, id } = request.params;
  const words = request.query['q'];
  if (searchesOnly && typeof words !== 'string') return undefined;
  return {
    at: new Date(),
    user,
    action,
    ...(typeof number === 'string' && { number }),
    ...(typeof id === 'string' && number === undefined && { about: id }),
    ...(typeof words === 'string' && { words: maskPersonalNumbers(words.trim()) }),
    outcome: 'done',
    requestId: requestIdOf(request),
  };
}
