import type { Collection, Connection } from 'mongoose';

/*
 * The design that Redress is not: documents in MongoDB, and a worker that looks once a second for what there is to do.
 * It has no clocks and tells nobody anything, which is to its advantage.
 */

export interface PollingCase {
  readonly _id: string;
  readonly stage: string;
  readonly revision: number;
}

export interface PollingCommand {
  readonly _id: string;
  readonly caseId: string;
  readonly name: string;
  readonly payload: unknown;
  readonly sentAt: Date;
  readonly state: 'pending' | 'done';
}

export interface PollingEvent {
  readonly caseId: string;
  readonly seq: number;
  readonly name: string;
  readonly payload: unknown;
}

export interface PollingCollections {
  readonly cases: Collection<PollingCase>;
  readonly commands: Collection<PollingCommand>;
  readonly events: Collection<PollingEvent>;
}

export function pollingCollections(connection: Connection): PollingCollections {
  return {
    cases: connection.collection<PollingCase>('pollingCases'),
    commands: connection.collection<PollingCommand>('pollingCommands'),
    events: connection.collection<PollingEvent>('pollingEvents'),
  };
}

export async function makePollingIndexes({ commands, events }: PollingCollections): Promise<void> {
  await commands.createIndexes([{ key: { state: 1, sentAt: 1 } }]);
  await events.createIndexes([{ key: { caseId: 1, seq: 1 }, unique: true }]);
}
