import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;

/** Decrypts the payloads of a history; `decodeHistory` with the codec and the namespace of this installation. */
export type DecodeHistory = (workflowId: string, history: History) => Promise<History>;

/** What the archive knows of a run, and its history's bytes. */
export interface Archive<R> {
  runsOf(workflowId: string): Promise<readonly R[]>;
  historyOf(run: R): Promise<Uint8Array | undefined>;
}

/** A run of a case, to be read and to be replayed. */
export interface ReadableRun<R> {
  readonly run: R;
  /** Proto3 JSON, the form in which other Temporal tools write and read a history. Payloads are in clear. */
  readonly history: unknown;
}

/** The chain of archived runs of a workflow, first run first, with their histories in clear. */
export async function historyOf<R>(
  workflowId: string,
  archive: Archive<R>,
  decode: DecodeHistory,
): Promise<readonly ReadableRun<R>[]> {
  const chain: ReadableRun<R>[] = [];
  for (const run of await archive.runsOf(workflowId)) {
    const bytes = await archive.historyOf(run);
    if (!bytes) continue;
    const history = temporal.api.history.v1.History.decode(bytes);
    chain.push({ run, history: readableHistory(await decode(workflowId, history)) });
  }
  return chain;
}

/** A decrypted history, live or archived, as proto3 JSON. */
export function readableHistory(history: History): unknown {
  return JSON.parse(historyToJSON(history));
}
