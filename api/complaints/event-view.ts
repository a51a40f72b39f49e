import { z } from 'zod';
import type { CaseEvent } from '../../domain/case/events';
import type { Actor } from '../../domain/people/actor';
import { actor, instant } from './fields';

export const eventSchema = z
  .object({
    seq: z.int().meta({ description: 'Counts from 1 without gaps' }),
    type: z.string().meta({ description: 'The command it was, or what happened by the procedure' }),
    at: instant.meta({ description: 'When the server took it in' }),
    happenedAt: instant.exactOptional().meta({ description: 'When it happened outside' }),
    actor,
    round: z.int(),
    commandId: z.string().exactOptional(),
    payload: z.record(z.string(), z.unknown()),
    completion: z.record(z.string(), z.unknown()).exactOptional().meta({
      description: 'What calendar and directory added when it was recorded: due times, the person of a role',
    }),
  })
  .meta({ id: 'CaseEvent' });

/** An event as the API shows it: as it is recorded. */
export function eventView(event: CaseEvent): z.input<typeof eventSchema> {
  const { seq, type, at, happenedAt, actor: by, round, commandId, payload, completion } = event;
  return {
    seq,
    type,
    at,
    ...(happenedAt !== undefined && { happenedAt }),
    actor: actorView(by),
    round,
    ...(commandId !== undefined && { commandId }),
    payload: { ...payload },
    ...(completion && { completion: { ...completion } }),
  };
}

function actorView({ roles, standsInFor, ...who }: Actor): z.input<typeof actor> {
  return { ...who, roles: [...roles], ...(standsInFor && { standsInFor: [...standsInFor] }) };
}
