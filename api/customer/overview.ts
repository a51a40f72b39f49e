import { z } from 'zod';
import { contactWays } from '../../domain/case/contact-ways';
import { KINDS } from '../../domain/case/intake';
import { STAGES } from '../../domain/case/stage';
import { timeForCustomer } from '../../domain/notices/promised';
import { intakeOf, type FoundCase } from '../complaints/find-case';
import { instant } from '../complaints/fields';
import { pinnedPolicy } from '../complaints/pinned-policy';
import type { Caller } from '../http/credentials';
import type { CustomerServices } from './services';

export const overviewSchema = z
  .object({
    number: z.string(),
    kind: z.enum(KINDS),
    stage: z.enum(STAGES),
    round: z.int(),
    receivedAt: instant,
    stageSince: instant,
    promisedAt: instant.nullable().meta({ description: 'By when the customer hears from us' }),
    stepDueAt: instant
      .nullable()
      .meta({ description: 'Without such a promise: by when the step that is under way is done' }),
    closedAt: instant.nullable(),
    reopenUntil: instant.nullable(),
    ways: z
      .array(z.enum(['email', 'sms']))
      .meta({ description: 'Where a code can be sent; where to exactly is not said' }),
    entered: z.boolean().meta({ description: 'Whether the code was entered in this browser' }),
    zone: z.string().meta({ description: 'IANA zone in which times are meant' }),
  })
  .meta({ id: 'CustomerOverview' });

export type Overview = z.input<typeof overviewSchema>;

export const overviewExample: Overview = {
  number: 'C20261122-000042',
  kind: 'complaint',
  stage: 'planning',
  round: 1,
  receivedAt: '2026-11-22T08:30:00.000Z',
  stageSince: '2026-11-22T09:10:00.000Z',
  promisedAt: '2026-11-25T09:00:00.000Z',
  stepDueAt: null,
  closedAt: null,
  reopenUntil: null,
  ways: ['email'],
  entered: false,
  zone: 'Asia/Shanghai',
};

/** How a case stands, and nothing of what it is about or whose it is: a link may have been passed on. */
export async function overviewOf(
  services: CustomerServices,
  caller: Caller,
  found: FoundCase,
): Promise<Overview> {
  const intake = intakeOf(found);
  return {
    number: found.document._id,
    kind: intake.kind,
    receivedAt: intake.receivedAt,
    ways: [...contactWays(intake.customer, services.sms !== undefined)],
    entered: caller.via.kind === 'link' && caller.via.entered,
    zone: services.zone,
    ...(await standOf(services, found)),
  };
}

type Stand = Pick<
  Overview,
  'stage' | 'round' | 'stageSince' | 'promisedAt' | 'stepDueAt' | 'closedAt' | 'reopenUntil'
>;

async function standOf(services: CustomerServices, found: FoundCase): Promise<Stand> {
  if (found.kind === 'intake') {
    const stageSince = found.document.enteredAt.toISOString();
    return {
      stage: 'registered',
      round: 1,
      stageSince,
      promisedAt: null,
      stepDueAt: null,
      closedAt: null,
      reopenUntil: null,
    };
  }
  const { state } = found.document;
  const policy = await pinnedPolicy(services, found.document);
  const { stage, round, stageSince, closing } = state;
  const isOpen = stage !== 'closed' && stage !== 'archived';
  const time = isOpen ? timeForCustomer(state, policy, new Date().toISOString()) : undefined;
  return {
    stage,
    round,
    stageSince,
    promisedAt: time?.isPromise === true ? time.at : null,
    stepDueAt: time?.isPromise === false ? time.at : null,
    closedAt: closing?.closedAt ?? null,
    reopenUntil: stage === 'closed' ? (closing?.reopenUntil ?? null) : null,
  };
}
