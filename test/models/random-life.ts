import fc from 'fast-check';
import type { Policy } from '../../domain/policy/policy';
import { isRunning } from '../../domain/clocks/clock';
import { Life, local } from './life';

/** What may happen at random; what the stage has no use for is left out. */
export const happenings = fc.array(
  fc.record({ choice: fc.nat(1_000), minutes: fc.integer({ min: 1, max: 3_000 }) }),
  { minLength: 1, maxLength: 25 },
);

export type Happenings = readonly { readonly choice: number; readonly minutes: number }[];

type Move = (life: Life) => Promise<Life>;

const CONTACT = { method: 'phone', content: '好的', reaction: '-' } as const;

const ANYTIME: readonly Move[] = [
  (life) => life.command('note', { text: '-', visibility: 'internal' }),
  (life) => life.command('classify', { contentType: 'product', subtype: 'quality', urgency: 'urgent' }),
  (life) => life.command('classify', { contentType: 'service', subtype: 'attitude', urgency: 'general' }),
  (life) => life.command('set-level', { level: 'red', reason: '-' }),
  (life) =>
    life.command('amend', { fields: { customer: { name: '李四', phone: '13900139000' } }, reason: '-' }),
  (life) => life.command('log-contact', { ...CONTACT, at: local(life.now), substantive: true }),
  (life) =>
    life.command('log-contact', { ...CONTACT, at: local(life.now), promisedNextAt: later(life, 300) }),
  (life) => life.command('promise-reply', { by: later(life, 600) }),
  (life) => life.command('add-evidence', { title: '-', kind: 'photo' }),
];

const AT_WORK: readonly Move[] = [
  (life) => life.command('find', { finding: 'fault', rootCause: '-', text: '-' }),
  (life) => life.command('form-team', { lead: 'lead-technical', members: ['eve', 'adam'] }),
  (life) => life.command('plan', { ...plan(life), preliminary: true }),
  (life) => life.lead('resolve', { result: '-', customerContent: 'unknown' }, 'confirming'),
];

/** The moves of each stage beside those of any time; a pause and an extension where the pack grants them. */
function moves({ state, policy }: Life): readonly Move[] {
  switch (state.stage) {
    case 'assigning':
      return [(life) => life.lead('assign', { department: 'technical' }, 'accepting'), ...ANYTIME];
    case 'accepting':
      return [
        (life) => life.lead('accept', {}, 'planning'),
        (life) => life.lead('return', { reason: '-' }, 'assigning'),
        ...ANYTIME,
      ];
    case 'planning':
      return [(life) => life.lead('plan', plan(life), 'handling'), ...AT_WORK, ...pauses(policy), ...ANYTIME];
    case 'handling':
      return [...steps(state), ...AT_WORK, ...pauses(policy), ...ANYTIME];
    case 'confirming':
      return [
        (life) => life.close(),
        (life) => life.lead('customer-unsatisfied', { reason: '-' }, 'planning'),
        (life) => life.command('customer-in-doubt', { doubt: '-', nextContactAt: later(life, 60) }),
        ...ANYTIME,
      ];
    case 'closed':
      return [(life) => life.lead('reopen', { reason: '-' }, 'planning')];
    default:
      return [];
  }
}

function steps(state: Life['state']): readonly Move[] {
  const open = (state.rounds.at(-1)?.plan?.steps ?? []).filter(({ doneAt }) => doneAt === undefined);
  return open.map(
    ({ step }): Move =>
      (life) =>
        life.command('complete-step', { step, result: '-' }),
  );
}

function pauses({ pause }: Policy): readonly Move[] {
  if (!pause) return [];
  return [
    (life) => life.command('pause', { reason: 'waiting-for-customer' }),
    (life) => life.command('resume', {}),
    (life) => {
      const clock = life.state.clocks.find((one) => isRunning(one) && one.times);
      const until = later(life, 50_000);
      return clock ? life.command('extend', { clock: clock.id, until, reason: '-' }) : Promise.resolve(life);
    },
  ];
}

/** The life that the happenings make; in each stage the choice is among what that stage admits. */
export async function randomLife(policy: Policy, number: string, choices: Happenings): Promise<Life> {
  const life = await new Life(policy, number, '2026-02-11 09:00').register();
  for (const { choice, minutes } of choices) {
    life.advanceBy(minutes);
    const possible = moves(life);
    await possible[choice % possible.length]?.(life);
  }
  return life;
}

function plan(life: Life) {
  return {
    owner: '-',
    steps: [
      { what: '-', owner: '-', due: later(life, 1_440) },
      { what: '-', owner: '-', due: later(life, 2_880) },
    ],
    expectedCompletion: later(life, 2_880),
  };
}

function later({ now }: Life, minutes: number): string {
  return new Date(Date.parse(local(now)) + minutes * 60_000).toISOString();
}
