import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';

/** The recorded histories, decoded: their payloads are readable JSON. */
export const HISTORIES = path.join(__dirname, 'histories');

export function recordedHistories() {
  return readdirSync(HISTORIES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const json: unknown = JSON.parse(readFileSync(path.join(HISTORIES, file), 'utf8'));
      return { workflowId: path.basename(file, '.json'), history: historyFromJSON(json) };
    });
}
