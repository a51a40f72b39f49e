import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import type { z } from 'zod';
import type { CommandName } from '../../domain/case/commands';
import type { Refusal } from '../../domain/case/refusal';
import {
  ARCHIVED_CASE,
  REFUSED,
  type ArchivedCaseStart,
  type CommandEnvelope,
  type Verdict,
} from '../../workflows/messages';
import { refusalSchema } from './refusal-schema';

/** What came of a command that was sent as an update. */
export type Delivery<V = Verdict, R = Refusal> =
  | { readonly kind: 'verdict'; readonly verdict: V }
  | { readonly kind: 'refused'; readonly refusal: R }
  /** No answer in time, or the connection broke: it may have happened, and may still happen. */
  | { readonly kind: 'undecided' }
  /** Temporal knows no running workflow of this number. */
  | { readonly kind: 'not-running' };

/** A command on its way to one case. */
export interface Parcel {
  readonly number: string;
  readonly command: CommandName;
  readonly envelope: CommandEnvelope;
  /** The case's procedure is over: its record is taken up anew with the command. */
  readonly archived?: ArchivedCaseStart;
}

/** The way to the workflows of the cases. */
export interface CaseDoor {
  /** Sends it as an update and waits for the verdict until the deadline (epoch milliseconds). */
  update(parcel: Parcel, deadline: number): Promise<Delivery>;
  /** Sends it as a signal, which Temporal keeps until a worker takes it. `unsure`: whether it arrived is not known. */
  signal(parcel: Parcel, deadline: number): Promise<Arrival>;
}

type ArchivedCase = (start: ArchivedCaseStart) => Promise<void>;

/** Type of the failure of an update that was accepted when its workflow ended. */
const ENDED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

/** Opens the way over a client with the codec of the cases. */
export function createCaseDoor(client: Client, taskQueue: string): CaseDoor {
  return {
    update: async (parcel, deadline) => {
      try {
        const verdict = await client.withDeadline(deadline, () => update(client, taskQueue, parcel));
        return { kind: 'verdict', verdict };
      } catch (error) {
        return deliveryOf(error, refusalSchema);
      }
    },
    signal: (parcel, deadline) =>
      arrivalOf(() => client.withDeadline(deadline, () => signal(client, taskQueue, parcel))),
  };
}

/** Whether a signal arrived; `unsure`: not known. */
export type Arrival = 'sent' | 'not-running' | 'unsure';

/** Sends a signal, and says what came of it. */
export async function arrivalOf(send: () => Promise<void>): Promise<Arrival> {
  try {
    await send();
    return 'sent';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not-running';
    if (isConnectionError(error)) return 'unsure';
    throw error;
  }
}

function update(client: Client, taskQueue: string, parcel: Parcel): Promise<Verdict> {
  const { number, command, envelope, archived } = parcel;
  const args: [CommandEnvelope] = [envelope];
  const options = { args, updateId: envelope.commandId };
  if (!archived)
    return client.workflow.getHandle(number).executeUpdate<Verdict, [CommandEnvelope]>(command, options);
  const startWorkflowOperation = new WithStartWorkflowOperation<ArchivedCase>(ARCHIVED_CASE, {
    workflowId: number,
    taskQueue,
    args: [archived],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  return client.workflow.executeUpdateWithStart<ArchivedCase, Verdict, [CommandEnvelope]>(command, {
    ...options,
    startWorkflowOperation,
  });
}

async function signal(client: Client, taskQueue: string, parcel: Parcel): Promise<void> {
  const { number, command, envelope, archived } = parcel;
  if (!archived) {
    await client.workflow.getHandle(number).signal(command, envelope);
    return;
  }
  await client.workflow.signalWithStart(ARCHIVED_CASE, {
    workflowId: number,
    taskQueue,
    args: [archived],
    workflowIdConflictPolicy: 'USE_EXISTING',
    signal: command,
    signalArgs: [envelope],
  });
}

/**
 * What came of an update that ended in this error; throws it if it is none of the way to Temporal.
 *
 * @param refusals what the workflow's refusals are read by
 */
export function deliveryOf<R>(error: unknown, refusals: z.ZodType<R>): Delivery<never, R> {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, details } = error.cause;
    if (type === ENDED_MEANWHILE) return { kind: 'undecided' };
    const refusal = refusals.safeParse(details?.[0]);
    if (type === REFUSED && refusal.success) return { kind: 'refused', refusal: refusal.data };
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { kind: 'undecided' };
  if (error instanceof WorkflowNotFoundError) return { kind: 'not-running' };
  if (isConnectionError(error)) return { kind: 'undecided' };
  throw error;
}

/** An error of the way to Temporal, whatever became of the call. */
function isConnectionError(error: unknown): boolean {
  return error instanceof ServiceError || isGrpcServiceError(error);
}
