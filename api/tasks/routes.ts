import { z } from 'zod';
import type { Body } from '../../domain/task/events';
import type { Task } from '../../domain/task/task';
import { conditionOf, ifMatchHeader } from '../commands/condition';
import { prefers } from '../commands/routes';
import type { AccessRule } from '../http/access';
import { noParts, route, type Route } from '../http/route';
import { carryOutTask, type TaskServices } from './carry-out';
import { findTask, type TaskDesk } from './desk';
import { verdictOf } from './verdict';

/** How a command to a task is shown in the document. */
export interface TaskCommandText {
  readonly name: string;
  /** Names the operation. */
  readonly operation: string;
  readonly summary: string;
  readonly payload: z.ZodObject;
  readonly example: object;
}

const COMMAND_ID = '7d9f0f3e-6f0c-4d8a-9b1e-2f6f1c1f0a11';

const verdictSchema = z
  .object({ id: z.string(), revision: z.int(), stage: z.string() })
  .meta({ id: 'TaskVerdict' });
const openSchema = z
  .object({
    id: z.string(),
    commandId: z.string(),
    command: z.string(),
    status: z.enum(['open', 'unconfirmed']),
  })
  .meta({ id: 'OpenTaskCommand' });

const headers = z.object({
  'if-match': ifMatchHeader,
  prefer: z.string().exactOptional().meta({ description: '“respond-async”: don’t wait for the verdict' }),
});

const commandId = z
  .uuid()
  .exactOptional()
  .meta({ description: 'Repeating it repeats the answer, not the effect.' });

/** What the routes of one kind of task have in common. */
export interface TaskPlace {
  readonly tag: string;
  /** An id for the examples. */
  readonly example: string;
  readonly acting: AccessRule;
  readonly reading: AccessRule;
}

export function idParams(example: string) {
  return z.object({ id: z.string().meta({ example }) });
}

/** A route for a command to one kind of task. */
export function taskCommandRoute<S extends Task, C extends Body>(
  services: TaskServices,
  desk: TaskDesk<S, C>,
  { tag, example, acting }: TaskPlace,
  text: TaskCommandText,
): Route {
  const body: z.ZodType<Record<string, unknown>> = text.payload.extend({ commandId });
  const verdictExample = { id: example, revision: 5, stage: 'accepted' };
  const openExample = { id: example, commandId: COMMAND_ID, command: text.name, status: 'open' };
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${desk.root}/{id}/${text.name}`,
      allow: acting,
      id: text.operation,
      tag,
      summary: text.summary,
      params: idParams(example),
      headers,
      takes: 'json',
      body,
      bodyExample: text.example,
      answers: {
        200: { description: 'It was carried out.', body: verdictSchema, example: verdictExample },
        202: {
          description: 'It was sent and will be carried out or refused; the verdict appears at Location.',
          body: openSchema,
          example: openExample,
          headers: {
            Location: 'Where the verdict appears',
            'Preference-Applied': 'If asynchrony was asked for',
          },
        },
      },
      problems: [
        'malformed',
        'not-found',
        'not-admitted',
        'changed',
        'too-large',
        'unsupported-type',
        'invalid',
        'personal-number',
        'used-otherwise',
        'unavailable',
      ],
    },
    ({ actor, params: { id }, headers: { 'if-match': ifMatch, prefer }, body: sent }) => {
      const { commandId: given, ...payload } = sent;
      return carryOutTask(services, desk, {
        id,
        command: text.name,
        actor,
        commandId: typeof given === 'string' ? given : undefined,
        payload,
        condition: conditionOf(ifMatch),
        withoutWaiting: prefers(prefer, 'respond-async'),
      });
    },
  );
}

/** The route of the verdicts on commands to one kind of task. */
export function taskVerdictRoute<S extends Task, C extends Body>(
  services: TaskServices,
  desk: TaskDesk<S, C>,
  { tag, example, reading }: TaskPlace,
  operation: string,
): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${desk.root}/{id}/commands/{commandId}`,
      allow: reading,
      id: operation,
      tag,
      summary: `The verdict on a command to a ${desk.name}`,
      description: 'The very answer that the command itself would have got, or 202 while there is none.',
      params: idParams(example).extend({ commandId: z.string().meta({ example: COMMAND_ID }) }),
      answers: {
        200: { description: 'It was carried out.', body: verdictSchema },
        202: { description: 'There is no verdict yet.', body: openSchema },
      },
      problems: ['not-found', 'not-admitted', 'invalid', 'personal-number'],
    },
    async ({ actor, params: { id, commandId: of } }) => {
      await findTask(desk, id, actor);
      return verdictOf(desk, services.sentCommands, id, of);
    },
  );
}
