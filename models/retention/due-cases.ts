import { endOfKeeping, importanceOf } from '../../domain/case/retention';
import type { Case } from '../../domain/case/case';
import type { CaseStore } from '../cases';
import type { PolicyStore } from '../policies';
import type { DueCase, RetentionRule } from './documents';
import type { Expired, RetentionStore } from './store';

export interface DueCaseSources {
  readonly retention: Pick<RetentionStore, 'expired'>;
  readonly cases: Pick<CaseStore, 'find'>;
  readonly policies: Pick<PolicyStore, 'find'>;
}

const PAGE = 200;

/**
 * Every case whose time of retention is over at a time, `keep-longer` counted in, that is neither held nor erased, with
 * the rule. What a plan made at that time would hold; it changes nothing.
 */
export async function* dueCases(sources: DueCaseSources, now: Date): AsyncGenerator<readonly DueCase[]> {
  let after: Expired | undefined;
  do {
    const page = await sources.retention.expired({ now, limit: PAGE, ...(after && { after }) });
    const due: DueCase[] = [];
    for (const { number } of page) {
      const found = await dueCase(sources, number, now);
      if (found) due.push(found);
    }
    if (due.length > 0) yield due;
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after);
}

async function dueCase(
  { cases, policies }: DueCaseSources,
  number: string,
  now: Date,
): Promise<DueCase | undefined> {
  const found = await cases.find(number);
  if (!found) return undefined;
  const end = endOfKeeping(found.state);
  if (end === undefined || Date.parse(end) > now.getTime()) return undefined;
  return { number, keptUntil: new Date(end), rule: await ruleOf(policies, found.state) };
}

async function ruleOf(policies: Pick<PolicyStore, 'find'>, state: Case): Promise<RetentionRule> {
  const { id: policy, version } = state.policy;
  const retention = (await policies.find(policy, version))?.retention;
  // A version that leaves it open: the time was set before the case was moved to it, and stays.
  if (!retention) return { policy, version, importance: 'normal' };
  const importance = importanceOf(retention, state);
  const length = importance === 'important' ? (retention.important ?? retention.normal) : retention.normal;
  return { policy, version, importance, length };
}
