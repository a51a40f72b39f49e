import type { Connection } from 'mongoose';
import { loadConfig } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { inParallel } from '../in-parallel';
import {
  makePollingIndexes,
  pollingCollections,
  type PollingCollections,
  type PollingCommand,
} from './cases';

const POLL_EVERY_MS = 1_000;
const AT_ONCE = 16;

/** Looks once a second for commands that wait, and moves their cases on. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const { connection } = await connectMongo(config, createLogger(config, 'polling'));
  const collections = pollingCollections(connection);
  await makePollingIndexes(collections);
  setInterval(() => void poll(connection, collections).catch(fail), POLL_EVERY_MS);
  console.log('ready');
}

async function poll(connection: Connection, collections: PollingCollections): Promise<void> {
  const pending = await collections.commands.find({ state: 'pending' }).sort({ sentAt: 1 }).toArray();
  await inParallel(pending.length, AT_ONCE, async (index) => {
    const command = pending[index];
    if (command) await carryOut(connection, collections, command);
  });
}

/** Event, case and command in one transaction, as safe as the product's record. */
async function carryOut(
  connection: Connection,
  { cases, commands, events }: PollingCollections,
  { _id, caseId, name, payload }: PollingCommand,
): Promise<void> {
  const session = await connection.startSession();
  try {
    await session.withTransaction(async () => {
      const taken = await commands.updateOne(
        { _id, state: 'pending' },
        { $set: { state: 'done' } },
        { session },
      );
      if (taken.modifiedCount === 0) return;
      const after = await cases.findOneAndUpdate(
        { _id: caseId },
        { $set: { stage: name }, $inc: { revision: 1 } },
        { session, upsert: true, returnDocument: 'after' },
      );
      await events.insertOne({ caseId, seq: after?.revision ?? 0, name, payload }, { session });
    });
  } finally {
    await session.endSession();
  }
}

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}

main().catch(fail);
