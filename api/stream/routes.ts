import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';
import { TokenExpiredError } from '../../models/case-changes';
import { allBut } from '../http/access';
import type { Caller } from '../http/credentials';
import { noParts, route, type Route } from '../http/route';
import { unavailable } from '../problems';
import type { Live } from './live';
import { Subscriber } from './subscriber';

export interface StreamServices {
  readonly live: Live;
}

const BEAT_MS = 15_000;
/** Then the client comes again with its key, which may have been withdrawn meanwhile. */
const LONGEST_MS = 15 * 60_000;
/** A client that was cut off comes again after this time. */
const COME_AGAIN_MS = 2_000;
/** Listeners of one process. */
const MOST_LISTENERS = 1_000;

const headers = z.object({
  'last-event-id': z
    .string()
    .regex(/^[\dA-F]{2,2000}$/i, 'must be the id of an event of this stream')
    .exactOptional()
    .meta({ description: 'The id of the last event received: what was missed since is told first' }),
});

/** The live changes of cases, and that one was told something, as server-sent events. */
export function streamRoutes({ live }: StreamServices): Route[] {
  return [
    route(
      {
        ...noParts,
        method: 'get',
        path: '/api/v1/stream',
        // An administrator is told of no case, but has notices.
        allow: allBut('customer'),
        background: true,
        id: 'streamChanges',
        tag: 'Complaints',
        summary: 'Live changes, as server-sent events',
        description:
          'Each `case` event says `{number, revision, stage, dueAt, department, handler}` of a complaint that you may see. `notice` says that what you are told has changed: ask `GET /notices`. `reset` says that changes may have been missed: load what you show anew. The stream ends after a while; come again with Last-Event-ID, as browsers do by themselves.',
        headers,
        answers: { 200: { description: 'The stream', contentType: 'text/event-stream' } },
        problems: ['invalid'],
      },
      ({ caller, headers: { 'last-event-id': lastEventId } }) => {
        if (live.audience >= MOST_LISTENERS) {
          throw unavailable('Too many listen to this stream already. Come again later.', 30);
        }
        return Promise.resolve({ write: (response) => follow(live, caller, lastEventId, response) });
      },
    ),
  ];
}

async function follow(
  live: Live,
  { actor, isStillIn }: Caller,
  lastEventId: string | undefined,
  response: Response,
): Promise<void> {
  response.set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  const subscriber = new Subscriber(actor, response);
  const beat = setInterval(() => {
    subscriber.beat();
    // Whoever has signed out, or was shut out, hears nothing more; a question that fails is asked again with the next beat.
    isStillIn().then(
      (isIn) => {
        if (!isIn) response.end();
      },
      () => undefined,
    );
  }, BEAT_MS);
  const end = setTimeout(() => response.end(), LONGEST_MS);
  const closed = once(response, 'close');
  try {
    await live.add(subscriber);
    await catchUp(live, subscriber, lastEventId);
    await closed;
  } finally {
    live.remove(subscriber);
    clearInterval(beat);
    clearTimeout(end);
  }
}

async function catchUp(live: Live, subscriber: Subscriber, lastEventId: string | undefined): Promise<void> {
  subscriber.greet(COME_AGAIN_MS);
  try {
    subscriber.catchUp(lastEventId === undefined ? [] : await live.cases.since(lastEventId));
  } catch (error) {
    if (!(error instanceof TokenExpiredError)) throw error;
    subscriber.reset();
    subscriber.catchUp([]);
  }
}
