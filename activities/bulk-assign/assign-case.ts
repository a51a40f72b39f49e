import { admit } from '../../domain/case/admission';
import type { CommandOf } from '../../domain/case/commands';
import type { Refusal } from '../../domain/case/refusal';
import { personalNumberFields } from '../../domain/guard/personal-numbers';
import type { Policy } from '../../domain/policy/policy';
import type { BulkAssignment, NotAssigned } from '../../models/bulk-assignments';
import { maySee, type CaseStore } from '../../models/cases';
import type { IntakeStore } from '../../models/intakes';
import { commandIdOf } from '../widespread/command-id';

/** What came of a command that was sent as an update. */
export type Sent =
  | { readonly kind: 'verdict' }
  | { readonly kind: 'refused'; readonly refusal: Pick<Refusal, 'code' | 'message'> }
  /** No answer in time: it may have happened, and may still happen. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'not-running' };

export type AssignCommand = CommandOf<'assign'>;

export interface AssignDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'eventOfCommand'>;
  readonly intakes: Pick<IntakeStore, 'find'>;
  readonly policies: { find(id: string, version: number): Promise<Policy | undefined> };
  /** Sends the command to its case as an update, and waits for the verdict. */
  readonly send: (number: string, command: AssignCommand) => Promise<Sent>;
}

/** What came of one case; `open`: it is not known yet, and to be asked again. */
export type CaseOutcome =
  { readonly kind: 'assigned' } | { readonly kind: 'refused'; readonly why: NotAssigned } | OpenOutcome;
interface OpenOutcome {
  readonly kind: 'open';
}

const ASSIGNED: CaseOutcome = { kind: 'assigned' };
const OPEN: CaseOutcome = { kind: 'open' };

/** The command that assigns one case: always the same for the same bulk and case, so that it is carried out once. */
export function assignCommand(
  { _id, department, handler, reason, by }: BulkAssignment,
  number: string,
  now: Date,
): AssignCommand {
  return {
    type: 'assign',
    commandId: commandIdOf(`${_id}/${number}`),
    actor: by,
    sentAt: now.toISOString(),
    payload: {
      department,
      ...(handler !== undefined && { handler }),
      ...(reason !== undefined && { reason }),
    },
  };
}

/**
 * Assigns one case, by the rights and rules of the command itself. What the record knows already, because an attempt
 * before was cut off, is not sent again; what it does not admit is not sent at all.
 */
export async function assignCase(
  { cases, intakes, policies, send }: AssignDependencies,
  number: string,
  command: AssignCommand,
): Promise<CaseOutcome> {
  const document = await cases.find(number);
  if (!document) return (await intakes.find(number)) ? OPEN : refused(NOT_FOUND);
  if (!maySee(command.actor, document)) return refused(hidden(number));
  const made = await cases.eventOfCommand(number, command.commandId);
  if (made) return made.type === 'refused' ? refused(made.payload) : ASSIGNED;
  const { id, version } = document.state.policy;
  const policy = await policies.find(id, version);
  if (!policy)
    throw new Error(`Version ${version} of the pack ${id}, under which ${number} runs, is not stored.`);
  if (personalNumberFields(command.payload, policy.sensitive).length > 0) return refused(NUMBER_IN_REASON);
  const refusal = admit(policy, document.state, command, Date.parse(command.sentAt ?? ''));
  if (refusal) return refused(refusal);
  return outcomeOf(await send(number, command));
}

function outcomeOf(sent: Sent): CaseOutcome {
  switch (sent.kind) {
    case 'verdict':
      return ASSIGNED;
    case 'refused':
      return refused(sent.refusal);
    case 'not-running':
      return refused(NOT_RUNNING);
    case 'undecided':
      return OPEN;
  }
}

function refused({ code, message }: NotAssigned): CaseOutcome {
  return { kind: 'refused', why: { code, message } };
}

const NOT_FOUND: NotAssigned = {
  code: 'not-found',
  message: 'There is no complaint of this number. Check it: C, the day, and six digits.',
};
const NOT_RUNNING: NotAssigned = {
  code: 'not-running',
  message: 'The procedure of this case is not running. Nothing was changed. Tell the operators.',
};
const NUMBER_IN_REASON: NotAssigned = {
  code: 'personal-number',
  message: 'reason: Holds a sensitive number, which is never kept. Leave it out.',
};

function hidden(number: string): NotAssigned {
  return {
    code: 'not-allowed',
    message: `${number} is seen by those with a part in it, the departments that held it, customer service, and those who supervise.`,
  };
}
