import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/people/actor';
import type { ImportStore, RowProblem, WaitingRow } from '../../models/imports';
import type { Logger } from '../../platform/logging';
import { fileOnce, type SubmitServices } from '../complaints/submit';
import { Problem } from '../problems';
import { inColumn } from './check';
import type { SealedRows } from './sealed-rows';

export interface FilingServices extends SubmitServices {
  readonly imports: ImportStore;
  readonly sealedRows: SealedRows;
  readonly logger: Logger;
}

/** Files the rows of imports, in this process. What it leaves, another one takes up, or this one when it is back. */
export interface ImportFiling {
  /** Takes an import up, unless another process has it; returns at once. */
  takeUp(id: string): void;
  /** Looks from now on for imports that were left behind. */
  watch(): void;
  /** Ends after the rows under way. */
  close(): Promise<void>;
}

/** Rows under way side by side: enough to be quick, and little beside what people are doing. */
const SIDE_BY_SIDE = 4;
/** Rows between two looks at whether the import is still ours. */
const AT_A_TIME = 20;
/** After so long without a sign of life another process takes over. */
const LEASE_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

/** Every row is filed under a key of its own, so that one that is filed twice makes one complaint. */
export function createImportFiling(services: FilingServices): ImportFiling {
  const { imports, sealedRows, logger } = services;
  const holder = randomUUID();
  const running = new Map<string, Promise<void>>();
  let looking: NodeJS.Timeout | undefined;
  let closing = false;

  function takeUp(id: string): void {
    if (closing || running.has(id)) return;
    const run = fileAll(id)
      .catch((error: unknown) =>
        logger.warn({ err: error, import: id }, 'An import waits to be filed further'),
      )
      .finally(() => running.delete(id));
    running.set(id, run);
  }

  async function fileAll(id: string): Promise<void> {
    while (await keepLease(id)) {
      const document = await imports.find(id);
      const waiting = closing ? [] : await imports.waiting(id, AT_A_TIME);
      if (closing || !document?.filedBy) return imports.release(id, holder);
      if (waiting.length === 0) return finish(id);
      await fileRows(id, document.filedBy, waiting);
    }
  }

  function keepLease(id: string): Promise<boolean> {
    const now = Date.now();
    return imports.lease(id, holder, new Date(now), new Date(now + LEASE_MS));
  }

  async function finish(id: string): Promise<void> {
    await imports.finish(id, new Date());
    logger.info({ import: id, ...(await imports.progress(id)) }, 'An import is filed');
  }

  async function fileRows(id: string, actor: Actor, waiting: readonly WaitingRow[]): Promise<void> {
    await sealedRows.prepare(waiting);
    const left = [...waiting];
    const filer = async (): Promise<void> => {
      for (let row = left.shift(); row; row = left.shift()) await fileRow(id, actor, row);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, filer));
  }

  async function fileRow(id: string, actor: Actor, waiting: WaitingRow): Promise<void> {
    const { row } = waiting;
    const body = await sealedRows.open(waiting);
    // Its key is destroyed, and a backup of the data has brought it back.
    if (!body) await imports.rows.takeOut(waiting.id, new Date());
    if (!body || !(await imports.takeUp(id, row, new Date()))) return;
    try {
      const { intake } = await fileOnce(services, actor, body, `import:${id}:${row}`);
      await imports.noteFiled(id, row, intake._id);
    } catch (error) {
      const problems = problemsIn(error);
      if (!problems) throw error;
      await imports.noteFailed(id, row, problems);
    }
  }

  async function look(): Promise<void> {
    for (const id of await imports.abandoned(new Date())) takeUp(id);
  }

  return {
    takeUp,
    watch: () => {
      looking = setInterval(() => {
        look().catch((error: unknown) => logger.warn({ err: error }, 'Imports could not be looked after'));
      }, LOOK_EVERY_MS);
    },
    close: async () => {
      closing = true;
      clearInterval(looking);
      await Promise.all(running.values());
    },
  };
}

/** A row that the rules no longer take; undefined for what has nothing to do with the row. */
function problemsIn(error: unknown): readonly RowProblem[] | undefined {
  if (!(error instanceof Problem) || !error.errors) return undefined;
  return error.errors.map((one) => inColumn(one, []));
}
