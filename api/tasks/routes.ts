import { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import type { Body } from '../../domain/task/events';
import type { Task } from '../../domain/task/task';
import { COMMAND_ID, COMMAND_PROBLEMS, commandAnswers, commandHeaders, sendingOf } from '../commands/answers';
import { line } from '../complaints/fields';
import { cursor, limit } from '../complaints/paging';
import type { AccessRule } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { carryOutTask, type TaskServices } from './carry-out';
import { findTask, type TaskDesk } from './desk';
import { verdictOf } from './verdict';
import { stagesOf, taskEventSchema, taskEventView } from './views';

/** How a command to a task is shown in the document. */
export interface TaskCommandText {
  readonly name: string;
  /** Names the operation. */
  readonly operation: string;
  readonly summary: string;
  readonly payload: z.ZodObject;
  readonly example: object;
}

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

/** The parameter of a path that names one task. */
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
      headers: commandHeaders,
      takes: 'json',
      body,
      bodyExample: text.example,
      answers: commandAnswers(
        { body: verdictSchema, example: verdictExample },
        { body: openSchema, example: openExample },
      ),
      problems: COMMAND_PROBLEMS,
    },
    ({ actor, params: { id }, headers, body: sent }) => {
      const { commandId: given, ...payload } = sent;
      return carryOutTask(services, desk, {
        id,
        command: text.name,
        actor,
        commandId: typeof given === 'string' ? given : undefined,
        payload,
        ...sendingOf(headers),
      });
    },
  );
}

/** The route of what has happened in one kind of task. */
export function taskEventsRoute<S extends Task, C extends Body>(
  desk: TaskDesk<S, C>,
  { tag, example, reading }: TaskPlace,
  operation: string,
): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${desk.root}/{id}/events`,
      allow: reading,
      id: operation,
      tag,
      summary: `What has happened in a ${desk.name}, in its order`,
      params: idParams(example),
      answers: {
        200: { description: 'All of it', body: z.object({ items: z.array(taskEventSchema) }) },
      },
      problems: ['not-found'],
    },
    async ({ actor, params: { id } }) => {
      await findTask(desk, id, actor);
      return ok({ items: (await desk.eventsOf(id)).map(taskEventView) });
    },
  );
}

/** The query of a list of one kind of task. */
export function taskListQuery<const S extends string>(stages: readonly S[], whichCase: string) {
  return z.strictObject({
    department: line.exactOptional(),
    stage: stagesOf(stages),
    case: line.exactOptional().meta({ description: whichCase }),
    limit,
    cursor,
  });
}

/** What a list's query asks the store for. */
export function taskListRequest<S extends string>(
  actor: Actor,
  query: {
    readonly department?: string;
    readonly stage?: S[];
    readonly case?: string;
    readonly limit: number;
    readonly cursor?: string;
  },
) {
  const { department, stage: stages, case: number, limit: pageSize, cursor: from } = query;
  return {
    actor,
    filter: {
      ...(department !== undefined && { department }),
      ...(stages && { stages }),
      ...(number !== undefined && { number }),
    },
    limit: pageSize,
    ...(from !== undefined && { cursor: from }),
  };
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
