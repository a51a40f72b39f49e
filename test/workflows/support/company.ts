import { createSecretKey, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createFileMailer } from '../../../platform/mail';
import type { CommandName, CommandPayloads } from '../../../domain/case/commands';
import type { Intake } from '../../../domain/case/intake';
import type { Calendar } from '../../../domain/calendar/calendar';
import type { Policy } from '../../../domain/policy/policy';
import { isOpen } from '../../../domain/case/stage';
import type { Actor } from '../../../domain/people/actor';
import { createCaseKeyStore } from '../../../models/case-keys';
import type { LoadedPack } from '../../../models/policies';
import { ensureIndexes } from '../../../models/indexes';
import { readableHistory } from '../../../platform/archived-history';
import { createLogger } from '../../../platform/logging';
import { createRegistry, createWorkMetrics } from '../../../platform/metrics';
import { connectMongo } from '../../../platform/mongo';
import { createDataConverter, createMasterKey, decodeHistory, type CaseCodec } from '../../../platform/codec';
import { composeActivities, openStores, type Stores } from '../../../worker/compose';
import { composeRuleChanges } from '../../../worker/compose-rule-changes';
import { composeWidespread } from '../../../worker/compose-widespread';
import { createWorker } from '../../../worker/create-worker';
import {
  ARCHIVED_CASE,
  type ArchivedCaseStart,
  type CaseStart,
  type Verdict,
} from '../../../workflows/messages';
import type { archivedCase } from '../../../workflows';
import { Complaint } from './complaint';
import { TaskUnderTest } from './task';
import { DEPARTMENTS, people } from './people';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

/** A real server, whose time can't be skipped: the shared one, or one of its own with a setting. */
type Server = { readonly address: string } | { readonly dynamicConfig: string };

interface RunningWorker {
  readonly worker: Worker;
  readonly ended: Promise<void>;
}

/** A company with real records, whose time can be skipped: a test server, a worker, a database of its own. */
export class Company {
  private readonly filed: Complaint[] = [];
  private count = randomInt(1e6) * 1000;

  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly stores: Stores,
    readonly calendar: Calendar,
    private readonly codec: CaseCodec,
    private readonly packs: ReadonlyMap<string, Policy>,
    readonly taskQueue: string,
    private readonly startWorker: () => Promise<RunningWorker>,
    private worker: RunningWorker,
    private readonly tearDown: () => Promise<void>,
  ) {}

  /**
   * @param packs the rules that its complaints may run under; the first is the default
   * @param server a time-skipping one unless told
   */
  static async open(packs: readonly LoadedPack[], server?: Server): Promise<Company> {
    const logger = createLogger({ logLevel: 'silent' }, 'test');
    const base = new URL(process.env['REDRESS_TEST_MONGO_URL'] ?? 'missing');
    base.pathname = `/company-${randomUUID()}`;
    const mongo = await connectMongo({ mongo: { url: base.href } }, logger);
    const masterKey = createSecretKey(randomBytes(32));
    const keys = createCaseKeyStore(mongo.connection, createMasterKey(masterKey));
    const dataConverter = await createDataConverter(keys);
    const stores = await openStores(mongo.connection, ZONE, masterKey);
    await ensureIndexes(mongo.connection);
    const policies = await settle(stores, packs);

    const env = await environment(dataConverter, server);
    const mailbox = await mkdtemp(path.join(tmpdir(), 'redress-mailbox-'));
    // Its own, as several companies may share a server.
    const taskQueue = `redress-${randomUUID()}`;
    const mailer = createFileMailer({ folder: mailbox, from: 'Redress <redress@example.com>' });
    const caseActivities = composeActivities(stores, {
      mailer,
      logger,
      metrics: createWorkMetrics(createRegistry()),
      zone: ZONE,
      publicUrl: 'http://localhost',
    });
    const startWorker = async (): Promise<RunningWorker> => {
      const worker = await createWorker({
        connection: env.nativeConnection,
        namespace: 'default',
        taskQueue,
        dataConverter,
        workflowBundle: { code: readFileSync(process.env['REDRESS_TEST_BUNDLE'] ?? 'missing', 'utf8') },
        activities: {
          ...caseActivities,
          ...composeRuleChanges(stores, env.client, { taskQueue, logger }),
          ...composeWidespread(stores, env.client, {
            notify: (input) => caseActivities.notify(input),
            mailer,
            logger,
            publicUrl: 'http://localhost',
          }),
        },
        maxCachedWorkflows: 100,
        maxConcurrentActivities: 20,
        shutdownGraceMs: 1_000,
      });
      return { worker, ended: worker.run() };
    };
    const tearDown = async (): Promise<void> => {
      await env.teardown();
      await mongo.connection.dropDatabase();
      await mongo.close();
      await rm(mailbox, { recursive: true, force: true });
    };
    const calendar = await stores.calendars.calendar();
    return new Company(
      env,
      stores,
      calendar,
      dataConverter.codec,
      policies,
      taskQueue,
      startWorker,
      await startWorker(),
      tearDown,
    );
  }

  async close(): Promise<void> {
    await stop(this.worker);
    await this.tearDown();
  }

  /** Something happens while no worker is there to see it. */
  async whileWorkerIsAway(happening: () => Promise<void>): Promise<void> {
    await stop(this.worker);
    await happening();
    this.worker = await this.startWorker();
  }

  /** The company's time, epoch milliseconds. */
  now(): Promise<number> {
    return this.env.currentTimeMs();
  }

  async skip(ms: number): Promise<void> {
    await this.env.sleep(ms);
  }

  async skipTo(instant: number): Promise<void> {
    await this.skip(Math.max(1, instant - (await this.now())));
  }

  /** To 10:00 of the next Tuesday that four plain working days follow, the weekend apart. */
  async skipToTuesday(): Promise<void> {
    let day = this.calendar.next(this.calendar.dayOf(await this.now()));
    while (!this.startsPlainWeek(day.startsAt)) day = this.calendar.next(day);
    await this.skipTo(day.startsAt + 10 * HOUR);
  }

  /** Files a complaint, as the API does, received and entered now. */
  async file(
    intake: Partial<Intake> = {},
    options: { readonly pack?: string; readonly by?: Actor } = {},
  ): Promise<Complaint> {
    const policy = this.packs.get(options.pack ?? [...this.packs.keys()][0] ?? '');
    if (!policy) throw new Error('The test company has no such pack.');
    const now = new Date(await this.now()).toISOString();
    const start: Omit<CaseStart, 'number'> = {
      intake: { ...INTAKE, receivedAt: now, ...intake },
      policy,
      filedBy: options.by ?? people.agent,
      enteredAt: now,
    };
    const number = `C20260101-${String((this.count += 1)).padStart(9, '0')}`;
    const handle = await this.env.client.workflow.start(start.intake.kind, {
      workflowId: number,
      taskQueue: this.taskQueue,
      args: [{ ...start, number }],
    });
    const complaint = new Complaint(number, handle, this);
    this.filed.push(complaint);
    await complaint.recorded();
    return complaint;
  }

  /**
   * Has what is still open withdrawn, so that the clocks of one test don't ring in the next. (Terminating a workflow
   * whose activity is under way stops the test server from ever skipping time again.)
   */
  async endAll(): Promise<void> {
    for (const complaint of this.filed.splice(0)) {
      const { stage, correctiveActions } = await complaint.state();
      for (const id of correctiveActions) await (await this.correctiveAction(id)).end();
      if (isOpen(stage)) await complaint.withdraw();
    }
  }

  /** Sends a command to a case whose run is over, as the API does. */
  async sendToArchived<N extends CommandName>(
    c: Complaint,
    actor: Actor,
    name: N,
    payload: CommandPayloads[N],
  ): Promise<Verdict> {
    const { workflow } = this.env.client;
    const state = await c.state();
    const policy = this.packs.get(state.policy.id);
    if (!policy) throw new Error('The test company has no such pack.');
    const start: ArchivedCaseStart = { state, policy };
    return workflow.executeUpdateWithStart<typeof archivedCase, Verdict, [unknown]>(name, {
      args: [{ commandId: randomUUID(), actor, payload }],
      startWorkflowOperation: new WithStartWorkflowOperation(ARCHIVED_CASE, {
        workflowId: c.number,
        taskQueue: this.taskQueue,
        args: [start],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  }

  /** Starts a workflow that comes from no case. */
  async start(workflowType: string, workflowId: string, start: object): Promise<void> {
    const { taskQueue } = this;
    await this.env.client.workflow.start(workflowType, { workflowId, taskQueue, args: [start] });
  }

  /** A corrective action by its id, once it is on record. */
  async correctiveAction(id: string) {
    const { correctiveActions } = this.stores;
    const action = new TaskUnderTest(id, this, {
      events: (of) => correctiveActions.eventsOf(of),
      state: async (of) => (await correctiveActions.find(of))?.state,
    });
    await action.untilOnRecord(({ seq }) => seq === 1);
    return action;
  }

  /** A work order by its id, once it is on record. */
  async workOrder(id: string) {
    const { workOrders } = this.stores;
    const order = new TaskUnderTest(id, this, {
      events: (of) => workOrders.eventsOf(of),
      state: async (of) => (await workOrders.find(of))?.state,
    });
    await order.untilOnRecord(({ seq }) => seq === 1);
    return order;
  }

  /** How many runs a case has had so far. */
  async runsOf(number: string): Promise<number> {
    let runs = 0;
    const { workflow } = this.env.client;
    for await (const _run of workflow.list({ query: `WorkflowId = "${number}"` })) runs += 1;
    return runs;
  }

  /** The Event History of a case's last run, decoded. */
  async readableHistory(number: string): Promise<string> {
    const history = await this.env.client.workflow.getHandle(number).fetchHistory();
    const decoded = await decodeHistory(this.codec, { namespace: 'default', workflowId: number }, history);
    return `${JSON.stringify(readableHistory(decoded), null, 1)}\n`;
  }

  private startsPlainWeek(startsAt: number): boolean {
    const weekday = new Date(startsAt + 12 * HOUR).getUTCDay();
    if (weekday !== 2) return false;
    let day = this.calendar.dayOf(startsAt);
    for (let i = 0; i < 10; i += 1) {
      const isWeekend = [0, 6].includes(new Date(day.startsAt + 12 * HOUR).getUTCDay());
      if (isWeekend !== (day.open.length === 0)) return false;
      day = this.calendar.next(day);
    }
    return true;
  }
}

const INTAKE: Omit<Intake, 'receivedAt'> = {
  kind: 'complaint',
  channel: 'phone',
  channelDetail: '400 line, key 2',
  customer: { name: '陈女士', phone: '13800001234', email: 'chen@example.com' },
  matter: '开机五分钟后自动重启。',
  expectation: '修好或更换。',
};

/** A classified intake, which media routes to the technical department by itself. */
export const CLASSIFIED = { contentType: 'product', subtype: 'quality', urgency: 'general' } as const;

function environment(
  dataConverter: DataConverter,
  server: Server | undefined,
): Promise<TestWorkflowEnvironment> {
  const client = { dataConverter };
  if (server && 'address' in server) {
    return TestWorkflowEnvironment.createFromExistingServer({ address: server.address, client });
  }
  if (server) {
    const path = process.env['REDRESS_TEST_TEMPORAL_CLI'] ?? 'missing';
    const extraArgs = ['--dynamic-config-value', server.dynamicConfig];
    return TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'existing-path', path }, extraArgs },
      client,
    });
  }
  const path = process.env['TEMPORAL_TEST_SERVER_PATH'] ?? 'missing';
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client,
  });
}

async function settle(stores: Stores, packs: readonly LoadedPack[]): Promise<ReadonlyMap<string, Policy>> {
  for (const id of DEPARTMENTS) {
    await stores.directory.saveDepartment({ _id: id, title: { zh: id, en: id }, lead: `lead-${id}` });
  }
  const staff = [
    ...Object.values(people).filter((person) => typeof person !== 'function'),
    ...DEPARTMENTS.flatMap((id) => [people.lead(id), people.handler(id)]),
  ];
  for (const { user, roles, department } of staff) {
    await stores.directory.saveUser({
      _id: user,
      name: user,
      roles: [...roles],
      email: `${user}@example.com`,
      ...(department !== undefined && { department }),
    });
  }
  await stores.policies.publish(packs);
  const published = await Promise.all(packs.map(({ id }) => stores.policies.current(id)));
  return new Map(published.filter((policy) => policy !== undefined).map((policy) => [policy.id, policy]));
}

async function stop({ worker, ended }: RunningWorker): Promise<void> {
  worker.shutdown();
  await ended;
}
