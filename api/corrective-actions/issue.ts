import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { ActionSubject, ActionTerms } from '../../domain/corrective-action/corrective-action';
import type { Actor } from '../../domain/people/actor';
import { maySee, type CaseDocument, type CaseStore } from '../../models/cases';
import type { ActionStore } from '../../models/corrective-actions';
import type { Directory } from '../../models/people';
import type { Logger } from '../../platform/logging';
import { startCase } from '../../platform/start-case';
import { startSoon } from '../../platform/start-soon';
import { CORRECTIVE_ACTION } from '../../workflows/messages';
import { canonical } from '../commands/command';
import { departmentErrors } from '../commands/existing';
import { instant, line, text } from '../complaints/fields';
import type { Packs } from '../complaints/submit';
import { refusePersonalNumbers } from '../http/fields';
import type { Reply } from '../http/reply';
import { invalidField, invalidFields, type FieldError } from '../problems';
import { actionView, issuedState } from './view';

/** Starts the procedure of an action that was just issued, or leaves it to the upkeep; never rejects. */
export type ActionStarter = (terms: ActionTerms) => Promise<void>;

export interface IssueServices {
  readonly correctiveActions: Pick<ActionStore, 'issue' | 'markStarted'>;
  readonly cases: Pick<CaseStore, 'find'>;
  readonly directory: Pick<Directory, 'departments'>;
  readonly packs: Packs;
  readonly startAction: ActionStarter;
  /** The pack of an action that names none. */
  readonly defaultPolicy: string;
}

const MOST = 100;

/** The body of `POST /corrective-actions`. */
export const issueSchema = z
  .strictObject({
    department: line,
    persons: z.array(line).max(MOST).default([]),
    cases: z
      .array(line)
      .max(MOST)
      .default([])
      .meta({ description: 'Numbers of complaints, if it comes from some' }),
    due: instant.meta({ description: 'By when it is to be corrected' }),
    reason: text,
    policy: line.exactOptional().meta({ description: 'Id of the policy pack whose times count' }),
  })
  .meta({ id: 'CorrectiveActionIssue' });

export type Issue = z.output<typeof issueSchema>;

/**
 * Issues a corrective action: stores it safely, and only then tries to start its procedure.
 *
 * @throws {Problem} if a field is not valid; then nothing was stored
 */
export async function issueAction(
  services: IssueServices,
  actor: Actor,
  body: Issue,
  idempotencyKey: string | undefined,
): Promise<Reply> {
  const { department, persons, cases: numbers, due, reason, policy: packId = services.defaultPolicy } = body;
  const cases = await Promise.all(numbers.map((number) => services.cases.find(number)));
  const errors: FieldError[] = [
    ...(await departmentErrors(services.directory, body, ['department'])),
    ...caseErrors(cases, actor),
    ...(Date.parse(due) > Date.now()
      ? []
      : [{ field: 'due', message: 'Must lie in the future: by when it is to be corrected.' }]),
  ];
  if (errors.length > 0) throw invalidFields(errors);
  const policy = await services.packs.current(packId);
  if (!policy) {
    const known = (await services.packs.ids()).join(', ');
    throw invalidField('policy', `There is no such policy pack. There are: ${known}.`);
  }
  refusePersonalNumbers(body, policy.sensitive);
  const terms = {
    cases: numbers,
    department,
    persons,
    due: { given: due },
    reason,
    issuedBy: actor,
    issuedAt: new Date().toISOString(),
    rules: policy.correctiveActions,
    about: subjectOf(cases),
    ...(policy.sensitive.length > 0 && { sensitive: policy.sensitive }),
  };
  const idempotency = idempotencyKey === undefined ? undefined : { caller: actor.user, key: idempotencyKey };
  const { issue, repeated } = await services.correctiveActions.issue(
    terms,
    idempotency && { ...idempotency, digest: digestOf(body) },
  );
  if (!repeated) await services.startAction(issue.terms);
  return {
    status: 201,
    headers: {
      Location: `/api/v1/corrective-actions/${issue._id}`,
      ETag: '"0"',
      ...(repeated && { 'Idempotency-Replayed': 'true' }),
    },
    body: actionView(issuedState(issue.terms), undefined, actor),
  };
}

function caseErrors(cases: readonly (CaseDocument | undefined)[], actor: Actor): FieldError[] {
  return cases.flatMap((document, index) =>
    document && maySee(actor, document)
      ? []
      : [{ field: `cases[${index}]`, message: 'There is no complaint of this number. Check it.' }],
  );
}

/** What a repeat is like: of the class of the first complaint it comes from. */
function subjectOf([first]: readonly (CaseDocument | undefined)[]): ActionSubject {
  if (!first) return {};
  const { contentType, subtype } = first.state;
  return { ...(contentType && { contentType }), ...(subtype && { subtype }) };
}

/** Set apart from other bodies by its path, as a key serves its caller for everything. */
function digestOf(body: Issue): string {
  return createHash('sha256')
    .update(`corrective-actions ${canonical(body)}`)
    .digest('base64url');
}

/** Starts workflows over a client with the codec of the cases. */
export function createActionStarter(
  client: Client,
  taskQueue: string,
  actions: Pick<ActionStore, 'markStarted'>,
  logger: Logger,
): ActionStarter {
  return (terms) =>
    startSoon(
      client,
      async () => {
        await startCase(client, {
          workflowType: CORRECTIVE_ACTION,
          number: terms.id,
          taskQueue,
          args: [terms],
        });
        await actions.markStarted(terms.id);
      },
      (error) => logger.warn({ err: error, action: terms.id }, 'Not started at once; the upkeep starts it'),
    );
}
