import { DateTime } from 'luxon';
import { PROCEDURE } from '../../domain/people/actor';
import { endOfKeeping } from '../../domain/case/retention';
import type { AccessRecord } from '../../models/access-record';
import type { CaseStore } from '../../models/cases';
import type { EraseCase, KeepingStore } from '../../models/keeping';
import type { PolicyStore } from '../../models/policies';
import { dueCases, type RetentionResult, type RetentionStore } from '../../models/retention';
import type { Logger } from '../../platform/logging';
import { beat } from '../beat';
import type { CarriedOut, CarryOutInput, PlanInput, PlanMade, RetentionActivities } from './contract';

export interface RetentionDependencies {
  readonly retention: RetentionStore;
  readonly keeping: Pick<KeepingStore, 'find' | 'unfinishedErasures'>;
  readonly cases: Pick<CaseStore, 'find'>;
  readonly policies: Pick<PolicyStore, 'find'>;
  readonly eraseCase: EraseCase;
  readonly accessRecord: Pick<AccessRecord, 'add'>;
  readonly tellOfRetention: RetentionActivities['tellOfRetention'];
  readonly logger: Logger;
  /** IANA zone of the company. */
  readonly zone: string;
}

/** Read at a time. */
const PAGE = 200;
/** What was decided since is being carried out by whoever decided it. */
const UNDER_WAY_MS = 60_000;

/**
 * Makes the activities of the `retention` workflow. Each is safe to repeat and goes on where it was cut off: a plan only
 * grows until it is whole, and what came of a case is kept as soon as it is known.
 */
export function createRetention(dependencies: RetentionDependencies): RetentionActivities {
  const { retention, keeping, cases, eraseCase, accessRecord, tellOfRetention, logger, zone } = dependencies;

  return { finishErasures, planRetention, tellOfRetention, carryOutRetention };

  async function finishErasures(): Promise<{ readonly finished: number }> {
    let finished = 0;
    const decidedBefore = new Date(Date.now() - UNDER_WAY_MS);
    for (const number of await keeping.unfinishedErasures(decidedBefore, PAGE)) {
      // As it was decided first: what is given here only counts where nothing was.
      const outcome = await erase(number, 'An erasure that was cut off', new Date());
      if (outcome.kind === 'erased') finished += 1;
      beat({ number });
    }
    return { finished };
  }

  async function planRetention({ now, dueAt }: PlanInput): Promise<PlanMade> {
    const madeAt = new Date(now);
    const _id = `R${DateTime.fromMillis(now, { zone }).toFormat('yyyyMMdd')}`;
    const plan = await retention.open({ _id, madeAt, dueAt: new Date(dueAt) });
    if (!plan.listedAt) {
      for await (const due of dueCases(dependencies, plan.madeAt)) {
        await retention.add(_id, due);
        beat({ plan: _id });
      }
      await retention.markListed(_id, madeAt);
    }
    const cases = (await retention.find(_id))?.cases ?? 0;
    if (cases === 0) await retention.finish(_id, madeAt);
    logger.info({ plan: _id, cases }, 'A plan of retention stands');
    return { plan: _id, cases };
  }

  async function carryOutRetention({ now }: CarryOutInput): Promise<CarriedOut> {
    const at = new Date(now);
    const plans = await retention.due(at);
    const tally = { plans: plans.length, erased: 0, left: 0 };
    for (const { _id: plan } of plans) {
      let after: string | undefined = '';
      while (after !== undefined) {
        const page = await retention.casesOf(plan, { after, limit: PAGE, openOnly: true });
        for (const { number } of page) {
          const result = await carryOut(plan, number, at);
          await retention.settle(plan, number, result);
          tally[result.kind] += 1;
          beat({ plan, number });
        }
        after = page.at(-1)?.number;
      }
      await retention.finish(plan, at);
      logger.info({ plan, ...tally }, 'A plan of retention was carried out');
    }
    return tally;
  }

  async function carryOut(plan: string, number: string, at: Date): Promise<RetentionResult> {
    const found = await cases.find(number);
    const end = found && endOfKeeping(found.state);
    if (end !== undefined && Date.parse(end) > at.getTime()) return { kind: 'left', why: 'kept-longer', at };
    const outcome = await erase(number, `Retention, plan ${plan}`, at);
    return outcome.kind === 'erased' ? { kind: 'erased', at } : { kind: 'left', why: outcome.kind, at };
  }

  function erase(number: string, reason: string, at: Date): ReturnType<EraseCase> {
    return eraseCase(number, { by: PROCEDURE.user, at, reason }, (erasure) =>
      accessRecord.add({
        at,
        user: erasure.by,
        action: 'eraseComplaint',
        number,
        reason: erasure.reason,
        outcome: 'done',
        requestId: `erasure-${number}`,
      }),
    );
  }
}
