import fc from 'fast-check';
import { admit } from '../../domain/case/admission';
import { advance } from '../../domain/case/advance';
import { openClaim, type Case } from '../../domain/case/case';
import type { Command } from '../../domain/case/commands';
import { exceeds } from '../../domain/case/money';
import type { Actor, Role } from '../../domain/people/actor';
import type { ClaimRules, Policy } from '../../domain/policy/policy';
import { AGENT, Life, local } from './life';
import { loadMedia } from './media';

const NOW = Date.parse(local('2026-03-03 11:00'));
const ROLES = ['agent', 'supervisor', 'executive'] as const satisfies readonly Role[];
/** Few, so that a second person often signs the very sum of the first. */
const amount: fc.Arbitrary<string> = fc.constantFrom('0.50', '100.00', '499.99', '1200.00', '2500.00');

/** Agent, duty manager, company leaders (attraction/3.3-claim), with limits that rise. */
const ladders: fc.Arbitrary<ClaimRules> = fc
  .record({
    limits: fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 501, max: 1500 })),
    twoPeopleAbove: fc.option(fc.constantFrom(0, 300, 2000), { nil: undefined }),
  })
  .map(({ limits: [low, high], twoPeopleAbove }) => ({
    currency: 'CNY',
    ladder: [
      { role: 'owner', upTo: `${low}.00` },
      { role: 'supervisor', upTo: `${high}.00` },
      { role: 'executive' },
    ],
    ...(twoPeopleAbove !== undefined && { twoPeopleAbove: `${twoPeopleAbove}.00` }),
  }));

const decisions = fc.array(
  fc.record({
    who: fc.record({ role: fc.constantFrom(...ROLES), person: fc.constantFrom('one', 'two') }),
    decision: fc.constantFrom('grant', 'grant', 'grant', 'pass-on', 'pass-on', 'refuse'),
    amount,
  }),
  { minLength: 1, maxLength: 12 },
);

let media: Policy;

beforeAll(async () => {
  media = await loadMedia();
});

async function claimed(policy: Policy): Promise<Case> {
  const life = await new Life(policy, 'C20260303-000001', '2026-03-03 10:00').register();
  const payload = { demand: '赔偿', grounds: '一周无法使用' };
  return advance(
    policy,
    life.state,
    { type: 'claim', payload },
    { at: local('2026-03-03 10:30'), actor: AGENT },
  ).state;
}

/** The claim after those decisions that are admitted. */
function decided(policy: Policy, start: Case, attempts: readonly Command[]): Case {
  return attempts.reduce((state, command) => {
    if (admit(policy, state, command, NOW)) return state;
    const { commandId: _id, actor, ...body } = command;
    return advance(policy, state, body, { at: new Date(NOW).toISOString(), actor }).state;
  }, start);
}

function command({
  who,
  decision,
  amount: sum,
}: typeof decisions extends fc.Arbitrary<(infer D)[]> ? D : never): Command {
  const actor: Actor = { user: `${who.role}-${who.person}`, roles: [who.role] };
  const granted = decision === 'grant' ? { amount: { amount: sum, currency: 'CNY' } } : {};
  return { type: 'decide-claim', commandId: '-', actor, payload: { decision, reason: '-', ...granted } };
}

test('no sum is granted beyond an authority, nor a large one by one person; a decided claim stays decided', async () => {
  await fc.assert(
    fc.asyncProperty(ladders, decisions, async (claims, attempts) => {
      const policy = { ...media, claims };
      const state = decided(policy, await claimed(policy), attempts.map(command));
      const [claim] = state.claims;
      const granted = claim?.decided?.decision === 'grant' ? claim.decided.amount : undefined;
      if (!claim || !granted) return;
      const limit = claims.ladder[claim.rung]?.upTo;
      expect(limit !== undefined && exceeds(granted.amount, limit)).toBe(false);
      const signers = claim.decisions.filter(({ decision }) => decision === 'grant');
      const large = claims.twoPeopleAbove !== undefined && exceeds(granted.amount, claims.twoPeopleAbove);
      expect(new Set(signers.map(({ by }) => by)).size).toBe(large ? 2 : 1);
      expect(signers.every(({ amount: signed }) => signed?.amount === granted.amount)).toBe(true);
      expect(openClaim(state)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('only whoever the ladder names decides, and beyond their limit they pass it on', async () => {
  const claims: ClaimRules = {
    currency: 'CNY',
    ladder: [{ role: 'owner', upTo: '200.00' }, { role: 'executive' }],
  };
  const policy = { ...media, claims };
  const state = await claimed(policy);
  const agent = { role: 'agent', person: 'one' } as const;
  const executive = { role: 'executive', person: 'one' } as const;
  const beyond = admit(policy, state, command({ who: agent, decision: 'grant', amount: '200.01' }), NOW);
  expect(beyond).toMatchObject({ code: 'authority' });
  expect(beyond?.message).toContain('200.00 CNY');
  expect(
    admit(policy, state, command({ who: executive, decision: 'refuse', amount: '0' }), NOW),
  ).toMatchObject({
    code: 'role',
  });
  const above = decided(policy, state, [command({ who: agent, decision: 'pass-on', amount: '0' })]);
  expect(
    admit(policy, above, command({ who: executive, decision: 'pass-on', amount: '0' }), NOW),
  ).toMatchObject({
    code: 'rule',
  });
  expect(
    admit(policy, above, command({ who: executive, decision: 'grant', amount: '9000.00' }), NOW),
  ).toBeUndefined();
});

test('a pack without a ladder takes no claim', async () => {
  const life = await new Life(media, 'C20260303-000001', '2026-03-03 10:00').register();
  const claim: Command = {
    type: 'claim',
    commandId: '-',
    actor: AGENT,
    payload: { demand: '赔偿', grounds: '-' },
  };
  expect(admit(media, life.state, claim, NOW)).toMatchObject({ code: 'rule' });
});
