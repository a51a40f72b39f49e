import { z } from 'zod';
import { COMMAND_NAMES } from '../../domain/case/admission';
import type { CommandName } from '../../domain/case/commands';
import { STAGES } from '../../domain/case/stage';
import { ACTING, READING } from '../complaints/access';
import { NUMBER } from '../complaints/examples';
import { findComplaint } from '../complaints/find-case';
import { numberParams } from '../complaints/routes';
import { noParts, route, type Route } from '../http/route';
import { COMMAND_ID, COMMAND_PROBLEMS, commandAnswers, commandHeaders, sendingOf } from './answers';
import { carryOut, type CommandServices } from './carry-out';
import { bodySchema } from './command';
import { COMMAND_EXAMPLES, COMMAND_SUMMARIES } from './command-texts';
import { verdictOf } from './verdict-of';

const ROOT = '/api/v1/complaints/{number}';
const tag = 'Commands';

const verdictSchema = z
  .object({ number: z.string(), revision: z.int(), stage: z.enum(STAGES) })
  .meta({ id: 'Verdict' });
const openSchema = z
  .object({
    number: z.string(),
    commandId: z.string(),
    command: z.enum(COMMAND_NAMES),
    status: z.enum(['open', 'unconfirmed']).meta({
      description:
        'open: it will be carried out or refused. unconfirmed: whether it arrived is not known; repeat it with its id.',
    }),
  })
  .meta({ id: 'OpenCommand' });

const verdictExample = { number: NUMBER, revision: 12, stage: 'planning' };
const openExample = { number: NUMBER, commandId: COMMAND_ID, command: 'accept', status: 'open' };

/** A route for each command, and one for their verdicts. */
export function commandRoutes(services: CommandServices): Route[] {
  return [...COMMAND_NAMES.map((name) => commandRoute(services, name)), verdictRoute(services)];
}

function commandRoute(services: CommandServices, name: CommandName): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/${name}`,
      allow: ACTING,
      id: name,
      tag,
      summary: COMMAND_SUMMARIES[name],
      params: numberParams,
      headers: commandHeaders,
      takes: 'json',
      body: bodySchema(name),
      bodyExample: COMMAND_EXAMPLES[name],
      answers: commandAnswers(
        { body: verdictSchema, example: verdictExample },
        { body: openSchema, example: openExample },
      ),
      problems: [...COMMAND_PROBLEMS, 'not-yet'],
    },
    ({ actor, params: { number }, headers, body }) =>
      carryOut(services, { number, command: name, actor, body, ...sendingOf(headers) }),
  );
}

function verdictRoute(services: CommandServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/commands/{commandId}`,
      allow: READING,
      id: 'readVerdict',
      tag,
      summary: 'The verdict on a command',
      description: 'The very answer that the command itself would have got, or 202 while there is none.',
      params: numberParams.extend({ commandId: z.string().meta({ example: COMMAND_ID }) }),
      answers: {
        200: { description: 'It was carried out.', body: verdictSchema, example: verdictExample },
        202: { description: 'There is no verdict yet.', body: openSchema, example: openExample },
      },
      problems: ['not-found', 'not-admitted', 'invalid', 'personal-number'],
    },
    async ({ actor, params: { number, commandId } }) => {
      await findComplaint(services, number, actor);
      return verdictOf(services, number, commandId);
    },
  );
}
