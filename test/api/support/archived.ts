import type { CaseEvent, EventBody } from '../../../domain/case/events';
import type { Intake } from '../../../domain/case/intake';
import { PROCEDURE } from '../../../domain/people/actor';
import type { System } from './system';

const AT = '2024-03-01T02:00:00.000Z';

/** What the customer of an archived case said and is called; looked for after the erasure. */
export const archivedIntake: Intake = {
  kind: 'complaint',
  channel: 'phone',
  receivedAt: AT,
  customer: { name: '欧阳晓梅', phone: '+86 139 1234 5678', email: 'xiaomei@example.com' },
  matter: '洗衣机每次脱水都剧烈抖动，并且漏水。',
};

/**
 * Records a case that was withdrawn and archived two years ago, without a procedure that would have to run for so long.
 *
 * @param keepUntil ISO 8601; absent: the pack leaves it open
 * @param between what happened between its beginning and its end
 */
export async function archivedCase(
  { services }: System,
  number: string,
  keepUntil?: string,
  intake: Intake = archivedIntake,
  between: readonly EventBody[] = [],
): Promise<string> {
  const policy = { id: 'retail', version: 1 };
  const bodies: readonly EventBody[] = [
    { type: 'registered', payload: { number, policy, intake, owner: 'agent' } },
    ...between,
    {
      type: 'closed',
      payload: {
        outcome: { kind: 'withdrawn', reason: '客户自行解决' },
        reopenUntil: '2024-03-31T02:00:00.000Z',
        ...(keepUntil !== undefined && { keepUntil }),
      },
    },
    { type: 'stage-entered', payload: { stage: 'closed' } },
    { type: 'stage-entered', payload: { stage: 'archived' } },
  ];
  const events: CaseEvent[] = bodies.map((body, index) => ({
    ...body,
    seq: index + 1,
    at: AT,
    actor: PROCEDURE,
    round: 1,
  }));
  await services.cases.recordTransition(number, events);
  return number;
}
