import { setTimeout as pause } from 'node:timers/promises';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { CaseStore } from '../../models/cases';
import type { ChangeProgress, RuleChange, RuleChangeStore } from '../../models/rule-changes';
import type { Logger } from '../../platform/logging';
import { beat } from '../beat';
import { planOf, type Candidate, type CaseOrder, type Plan, type PlanKnowledge } from './plan';

export interface RetimeDependencies extends PlanKnowledge {
  readonly changes: RuleChangeStore;
  readonly cases: Pick<CaseStore, 'openCases'>;
  /** Signals a case; `not-running`: Temporal knows no running workflow of it. */
  readonly tell: (number: string, order: CaseOrder) => Promise<'told' | 'not-running'>;
  readonly logger: Logger;
}

export interface RetimeInput {
  /** The id of the change. */
  readonly id: string;
}

export interface RetimeActivities {
  /** Brings a change of the rules to every open case that it concerns, and returns when all have it on record. */
  readonly bringAbout: (input: RetimeInput) => Promise<ChangeProgress>;
}

/** Cases that are read at once. */
const PAGE = 100;
/** Signals that are under way side by side. */
const SIDE_BY_SIDE = 16;
/** Between two looks at whether the cases have it on record. */
const LOOK_EVERY_MS = 500;
/** Cases at which one look looks, those that were told first: looking must not take the time of those who record. */
const LOOKED_AT = 200;
/** When no case has come on for so long, those that are left are told again. */
const TELL_AGAIN_AFTER_MS = 20_000;
/** After so many times of telling, a case that does not answer is left to the operators. */
const TELL_AT_MOST = 15;

/** Where an attempt that was interrupted stood. */
interface Standing {
  /** The number of the last case that was looked at. */
  readonly after: string;
}

/**
 * Makes the activity of the `retime` workflow. It goes through the open cases in the order of their numbers, tells only
 * those whose times or rules the change moves, and looks again until it finds none that differs: so a clock that started
 * while it looked elsewhere is found too. Telling a case twice changes nothing in it. An attempt goes on where the one
 * before was interrupted.
 */
export function createRetime(dependencies: RetimeDependencies): RetimeActivities {
  const { changes, cases, tell, logger } = dependencies;

  return { bringAbout };

  /**
   * @throws ApplicationFailure `NoSuchChange` (non-retryable) if there is no record of the change
   * @throws ApplicationFailure `Interrupted` (retryable) if the worker stops
   */
  async function bringAbout({ id }: RetimeInput): Promise<ChangeProgress> {
    const change = await changes.find(id);
    if (!change)
      throw ApplicationFailure.nonRetryable(`There is no record of the change ${id}.`, 'NoSuchChange');
    await changes.begin(id, new Date());
    let after = standing()?.after ?? '';
    for (let times = 1; ; times += 1) {
      const found = await tellAll(change, after, times > TELL_AT_MOST);
      after = '';
      await settle(change);
      if (found === 0) break;
    }
    if (!change.finishedAt) await changes.finish(id, new Date());
    const progress = await changes.progress(id);
    logger.info({ change: id, ...progress }, 'A change of the rules has come to every case that it concerns');
    return progress;
  }

  /** Goes through the cases once; returns how many differed. */
  async function tellAll(change: RuleChange, from: string, givingUp: boolean): Promise<number> {
    const plan = await planOf(change, dependencies);
    if (!plan) return 0;
    const failed = new Set(await changes.casesOf(change._id, 'failed'));
    let found = from === '' ? 0 : 1;
    for await (const page of pages(plan, from)) {
      const orders = await ordersFor(
        page.filter(({ number }) => !failed.has(number)),
        plan,
      );
      const numbers = orders.map(({ number }) => number);
      await changes.concern(change._id, numbers);
      if (givingUp) {
        await giveUp(change, numbers);
      } else {
        await tellEach(change, orders);
        found += orders.length;
      }
      beat({ after: page.at(-1)?.number ?? from });
    }
    return found;
  }

  async function* pages(plan: Plan, from: string): AsyncGenerator<readonly Candidate[]> {
    const policy = plan.policy === undefined ? {} : { policy: plan.policy };
    if (plan.numbers) {
      const left = [...plan.numbers].sort().filter((number) => number > from);
      while (left.length > 0)
        yield cases.openCases({ ...policy, numbers: left.splice(0, PAGE), limit: PAGE });
      return;
    }
    let page = await cases.openCases({ ...policy, after: from, limit: PAGE });
    for (let last = page.at(-1); last; last = page.at(-1)) {
      yield page;
      page = await cases.openCases({ ...policy, after: last.number, limit: PAGE });
    }
  }

  async function tellEach(change: RuleChange, orders: readonly Addressed[]): Promise<void> {
    const waiting = [...orders];
    // Each takes the next as soon as it is done with its last one.
    const teller = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if ((await tell(next.number, next.order)) === 'not-running') await giveUp(change, [next.number]);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, teller));
  }

  async function giveUp(change: RuleChange, numbers: readonly string[]): Promise<void> {
    if (numbers.length === 0) return;
    await changes.mark(change._id, numbers, 'failed');
    logger.error(
      { change: change._id, numbers },
      'Cases did not take a change of the rules: look at their workflows, then make the change again',
    );
  }

  /** Waits until every case that was told has it on record, or none has come on for a while. */
  async function settle(change: RuleChange): Promise<void> {
    let lastProgress = Date.now();
    let pending = await changes.casesOf(change._id, 'pending');
    while (pending.length > 0 && Date.now() - lastProgress < TELL_AGAIN_AFTER_MS) {
      const looked = pending.slice(0, LOOKED_AT);
      const left = await stillDiffering(change, looked);
      const done = looked.filter((number) => !left.has(number));
      await changes.mark(change._id, done, 'done');
      if (done.length > 0) lastProgress = Date.now();
      pending = [...pending.slice(LOOKED_AT), ...left];
      beat({ after: '' });
      if (pending.length > 0) await pause(LOOK_EVERY_MS);
    }
  }

  async function stillDiffering(change: RuleChange, numbers: readonly string[]): Promise<Set<string>> {
    const plan = await planOf(change, dependencies);
    if (!plan) return new Set();
    const left = new Set<string>();
    for (let first = 0; first < numbers.length; first += PAGE) {
      const page = await cases.openCases({ numbers: numbers.slice(first, first + PAGE), limit: PAGE });
      for (const { number } of await ordersFor(page, plan)) left.add(number);
    }
    return left;
  }
}

interface Addressed {
  readonly number: string;
  readonly order: CaseOrder;
}

async function ordersFor(page: readonly Candidate[], plan: Plan): Promise<Addressed[]> {
  const orders: Addressed[] = [];
  for (const candidate of page) {
    const order = await plan.orderFor(candidate);
    if (order) orders.push({ number: candidate.number, order });
  }
  return orders;
}

function standing(): Standing | undefined {
  const details: unknown = activityInfo().heartbeatDetails;
  if (typeof details !== 'object' || details === null || !('after' in details)) return undefined;
  return typeof details.after === 'string' ? { after: details.after } : undefined;
}
