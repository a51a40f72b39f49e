import { advance } from '../../../domain/task/advance';
import { workOrderRules } from '../../../domain/work-order/rules';

const AT = '2026-03-04T00:00:00.000Z';

/** The events with which the first work order of a case begins. */
export function orderEvents(number: string) {
  const limit = { duration: 'PT1H', calendar: 'wall' } as const;
  const orderedBy = { user: 'ann', roles: ['agent'] } as const;
  const payload = {
    id: `${number}-W1`,
    number,
    kind: 'complaint',
    department: 'logistics',
    task: '请寄出主板',
    orderedBy,
    orderedAt: AT,
    rules: { accept: limit, finish: limit },
  } as const;
  const meta = { at: AT, actor: orderedBy };
  return advance(workOrderRules, undefined, { type: 'ordered', payload }, meta).events;
}
