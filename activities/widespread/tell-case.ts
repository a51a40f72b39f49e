import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { CommandName, CommandPayloads } from '../../domain/case/commands';
import type { Actor } from '../../domain/people/actor';

/** A command to a case, sent as a signal: Temporal keeps it until the case takes it. */
export interface Told<N extends CommandName = CommandName> {
  readonly name: N;
  readonly commandId: string;
  readonly actor: Actor;
  readonly payload: CommandPayloads[N];
}

/** Sends commands to cases over a client with their codec. */
export type TellCase = (number: string, told: Told) => Promise<'told' | 'not-running'>;

const WITHIN_MS = 10_000;

/** @returns what sends a command; it rejects when Temporal is out of reach */
export function commandTeller(client: Client): TellCase {
  return async (number, { name, ...command }) => {
    const envelope = { ...command, sentAt: new Date().toISOString() };
    try {
      await client.connection.withDeadline(Date.now() + WITHIN_MS, () =>
        client.workflow.getHandle(number).signal(name, envelope),
      );
      return 'told';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'not-running';
      throw error;
    }
  };
}
