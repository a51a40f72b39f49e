import { defaultCalendar, patched } from '../../models/calendars';
import { calendarChange } from '../../models/rule-changes';
import type { Policy } from '../../domain/policy/policy';
import { startOnce } from '../../platform/start-once';
import { RULE_CHANGE } from '../../workflows/messages';
import { rounded } from '../figures';
import { inParallel } from '../in-parallel';
import type { Scale } from '../scale';
import { AGENT, Complaint } from '../site/complaint';
import { addCopies } from '../site/copies';
import type { Product } from '../site/product';
import { startWorker } from '../site/programs';
import type { Servers } from '../site/servers';
import type { Row } from '../table';
import { until } from '../until';

/** The clock that runs in each case which the change moves: it counts working days. */
const MOVED_CLOCK = '3.2-accept';
const DAY_MS = 86_400_000;

/**
 * Time until a changed calendar is on the record of every open case that it moves. These have real workflows; the open
 * cases that it does not move are records alone, as they are only read.
 */
export async function measureRetime(servers: Servers, product: Product, scale: Scale): Promise<Row[]> {
  const { retimed, retimedAmong } = scale;
  const worker = await startWorker(servers, 'retime', { maxCachedWorkflows: 2 * retimed });
  const policy = await publish(product);
  const filed = await inParallel(retimed, scale.concurrency, () => Complaint.file(product, policy));
  const cases = product.connection.collection('cases');
  const moved = { 'policy.id': policy.id };
  // What other measurements left open would be moved as well, by day more of it than by night.
  await cases.deleteMany({ 'policy.id': { $ne: policy.id } });
  await until('every case is open', async () => (await cases.countDocuments(moved)) === retimed, 200);
  const [like] = filed;
  if (like) await addUnmoved(product, like, retimedAmong - retimed);

  const change = await changeCalendar(product);
  const startedAt = performance.now();
  const { taskQueue } = product;
  const args = [{ id: change }];
  await startOnce(product.client, { workflowType: RULE_CHANGE, workflowId: change, taskQueue, args });
  const { ruleChanges } = product.stores;
  await until(
    'every case has its new times on record',
    async () => (await ruleChanges.find(change))?.finishedAt !== undefined,
    100,
  );
  const tookMs = performance.now() - startedAt;
  const { affected, done, failed } = await ruleChanges.progress(change);
  if (done !== retimed) throw new Error(`Of ${affected} cases ${done} were retimed, instead of ${retimed}.`);
  await worker.stop(10_000);
  return [
    {
      figure: `a changed calendar on the record of the ${retimed} of ${retimedAmong} open cases that it moves`,
      measured: `${rounded(tookMs / 1_000)} s`,
      beside: `${done} of ${affected} done, ${failed} failed`,
      aim: '≤ 60 s',
    },
  ];
}

async function publish({ stores, policies }: Product): Promise<Policy> {
  const { version: _former, ...quiet } = policies.quiet;
  const clocks = quiet.clocks.map((rule) =>
    rule.id === MOVED_CLOCK ? { ...rule, limit: { duration: 'P2D', calendar: 'working' } as const } : rule,
  );
  const rules = { ...quiet, id: 'bench-retime', clocks };
  await stores.policies.publish([{ id: rules.id, digest: rules.id, source: '', rules }]);
  const policy = await stores.policies.current(rules.id);
  if (!policy) throw new Error('The pack of this measurement was not published.');
  return policy;
}

/** Open cases whose clocks count by the wall clock. */
function addUnmoved(product: Product, moved: Complaint, count: number): Promise<void> {
  return addCopies(product, moved, count, (like, index) => {
    const number = `C20000101-${String(index).padStart(6, '0')}`;
    const clocks = like.state.clocks.filter(({ limit }) => 'calendar' in limit && limit.calendar === 'wall');
    return { ...like, _id: number, state: { ...like.state, number, clocks } };
  });
}

async function changeCalendar({ stores }: Product): Promise<string> {
  const { version } = await stores.calendars.load();
  const days = Array.from({ length: 14 }, (_, index) => ({
    kind: 'off' as const,
    date: new Date(Date.now() + (index + 1) * DAY_MS).toISOString().slice(0, 10),
  }));
  const at = new Date();
  const note = { at, reason: 'Measured' };
  const made = await stores.calendars.change(version, patched(defaultCalendar, { days }), {
    ...note,
    by: AGENT.user,
  });
  const change = calendarChange(made.version, { ...note, by: AGENT });
  await stores.ruleChanges.add(change);
  return change._id;
}
