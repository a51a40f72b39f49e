import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporal as proto } from '@temporalio/proto';
import type { Client } from '@temporalio/client';
import type { Case } from '../../../domain/case/case';
import type { CaseEvent } from '../../../domain/case/events';
import { createCaseKeyStore } from '../../../models/case-keys';
import type { CaseDocument, Difference } from '../../../models/cases';
import type { IntakeDocument } from '../../../models/intakes';
import { createDataConverter, createMasterKey } from '../../../platform/codec';
import { loadConfig, type Config } from '../../../platform/config';
import { createLogger } from '../../../platform/logging';
import { connectMongo, type MongoConnection } from '../../../platform/mongo';
import { connectTemporalClient, type TemporalClient } from '../../../platform/temporal';
import { lineOf } from '../../../scripts/audit/finding';
import { openAudit } from '../../../scripts/audit/open-audit';
import { verify } from '../../../scripts/audit/verify';
import { openStores, type Stores } from '../../../worker/compose';
import { CASE_QUERY } from '../../../workflows/messages';

const LOOK_EVERY_MS = 500;

/** A notice as it is stored. */
export interface StoredNotice {
  readonly _id: string;
  readonly number: string;
  readonly template: string;
  readonly status: string;
}

/** One run of a workflow. */
export interface Run {
  readonly number: string;
  readonly runId: string;
  readonly status: string;
  readonly startedAt: Date;
}

/** What a history tells of the disturbances that its run has met. */
export interface Disturbances {
  /** Activities that took more than one attempt. */
  readonly activitiesRepeated: number;
  readonly tasksTimedOut: number;
  /** Causes of workflow tasks that failed, by their names. */
  readonly tasksFailed: readonly string[];
}

/** What comes out of proving the records. */
export interface Proven {
  /** That were signed by workers which were killed in between. */
  readonly statements: number;
  readonly findings: readonly string[];
}

/** Looks into MongoDB and Temporal themselves, past the API. */
export class Evidence {
  private constructor(
    private readonly config: Config,
    private readonly mongo: MongoConnection,
    private readonly stores: Stores,
    private readonly temporal: TemporalClient,
  ) {}

  /** @param env of the product's programs */
  static async open(env: Readonly<Record<string, string>>): Promise<Evidence> {
    const config = loadConfig(env);
    const mongo = await connectMongo(config, createLogger({ logLevel: 'silent' }, 'faults'));
    const keys = createCaseKeyStore(mongo.connection, createMasterKey(config.masterKey));
    const temporal = connectTemporalClient(config, await createDataConverter(keys));
    return new Evidence(
      config,
      mongo,
      await openStores(mongo.connection, config.companyZone, config.masterKey),
      temporal,
    );
  }

  async intakes(): Promise<IntakeDocument[]> {
    const numbers = await this.numbersIn('intakes');
    return present(await Promise.all(numbers.map((number) => this.stores.intakes.find(number))));
  }

  async cases(): Promise<CaseDocument[]> {
    const numbers = await this.numbersIn('cases');
    return present(await Promise.all(numbers.map((number) => this.stores.cases.find(number))));
  }

  /** Numbers are plain; what people wrote is read through the stores, which have the keys. */
  private async numbersIn(collection: 'intakes' | 'cases'): Promise<string[]> {
    const found = await this.mongo.connection
      .collection<{ readonly _id: string }>(collection)
      .find({}, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .toArray();
    return found.map(({ _id }) => _id);
  }

  notices(): Promise<StoredNotice[]> {
    return this.mongo.connection.collection<StoredNotice>('notices').find().toArray();
  }

  eventsOf(number: string): Promise<CaseEvent[]> {
    return this.stores.cases.eventsOf(number);
  }

  /** The state of a case as its workflow has it. */
  stateInWorkflow(number: string): Promise<Case> {
    return this.client.workflow.getHandle(number).query<Case>(CASE_QUERY);
  }

  /**
   * Every run of a complaint, when there are as many as expected or the time is over: what Temporal lists comes a moment
   * after what it does.
   */
  async runs(expected: number, withinMs: number): Promise<Run[]> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const runs: Run[] = [];
      const query = `WorkflowType = 'complaint'`;
      for await (const { workflowId, runId, status, startTime } of this.client.workflow.list({ query })) {
        runs.push({ number: workflowId, runId, status: status.name, startedAt: startTime });
      }
      if (runs.length >= expected || Date.now() > deadline) return runs;
      await sleep(LOOK_EVERY_MS);
    }
  }

  async disturbancesOf({ number, runId }: Run): Promise<Disturbances> {
    const { events } = await this.client.workflow.getHandle(number, runId).fetchHistory();
    const found = events ?? [];
    const { WorkflowTaskFailedCause } = proto.api.enums.v1;
    return {
      activitiesRepeated: found.filter(
        (event) => (event.activityTaskStartedEventAttributes?.attempt ?? 1) > 1,
      ).length,
      tasksTimedOut: found.filter((event) => event.workflowTaskTimedOutEventAttributes).length,
      tasksFailed: found.flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
        failed ? [WorkflowTaskFailedCause[failed.cause ?? 0] ?? 'unknown'] : [],
      ),
    };
  }

  /** What the product's own reconciliation names. */
  async differences(running: readonly string[]): Promise<Difference[]> {
    const open = new Set(running);
    const found: Difference[] = [];
    const counterparts = {
      intakes: this.stores.intakes,
      running: () => Promise.resolve(open),
      enteredBefore: new Date(),
    };
    for await (const difference of this.stores.cases.differences(counterparts)) found.push(difference);
    return found;
  }

  /** What `npm run audit -- verify all` says. */
  async verified(): Promise<Proven> {
    const audit = await openAudit(this.config, undefined);
    const findings: string[] = [];
    const note = (finding: Parameters<typeof lineOf>[0]) => findings.push(lineOf(finding));
    const { statements } = await verify(audit.audited, audit.outside, { all: true }, note);
    await audit.close();
    return { statements, findings };
  }

  /** Drops the read model and makes it anew from the events; the numbers of those that came out as something else. */
  async rebuilt(): Promise<{ readonly cases: number; readonly different: readonly string[] }> {
    const before = await this.cases();
    await this.mongo.connection.collection('cases').deleteMany({});
    const { cases } = await this.stores.cases.rebuildAll(() => undefined);
    const after = new Map((await this.cases()).map((document) => [document._id, document]));
    const different = before.filter((document) => !isDeepStrictEqual(document, after.get(document._id)));
    return { cases, different: different.map(({ _id }) => _id) };
  }

  /** Waits until no notice is on its way: none is unsent, and there are as many as that at least. */
  async noticesSettle(atLeast: number, withinMs: number): Promise<StoredNotice[]> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const notices = await this.notices();
      const unsent = notices.filter(({ status }) => status === 'unsent').length;
      if ((unsent === 0 && notices.length >= atLeast) || Date.now() > deadline) return notices;
      await sleep(LOOK_EVERY_MS);
    }
  }

  async close(): Promise<void> {
    await this.temporal.close();
    await this.mongo.close();
  }

  private get client(): Client {
    return this.temporal.client;
  }
}

function present<T>(found: readonly (T | undefined)[]): T[] {
  return found.filter((one) => one !== undefined);
}
