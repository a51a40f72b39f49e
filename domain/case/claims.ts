import type { ClaimRules, Policy } from '../policy/policy';
import type { Situation } from './admission';
import { openClaim, type Case, type Claim } from './case';
import type { CommandOf } from './commands';
import type { CaseEvent, EventBody } from './events';
import { exceeds } from './money';
import { invalid, type Refusal } from './refusal';

/** A claim needs a ladder, and one claim is decided before the next (attraction/3.3-claim). */
export function claimable({ policy, state }: Situation): Refusal | undefined {
  if (!policy.claims)
    return { code: 'rule', message: `The rules of '${policy.id}' name nobody who decides a claim.` };
  return openClaim(state)
    ? { code: 'rule', message: 'A claim waits for its decision. Send decide-claim first.' }
    : undefined;
}

export function claimIsOpen({ policy, state }: Situation): Refusal | undefined {
  return policy.claims && openClaim(state)
    ? undefined
    : { code: 'rule', message: 'No claim of this case waits for a decision.' };
}

/** Beyond one's limit a claim can only be passed on; above a sum the second person is another one. */
export function withinAuthority(
  { policy: { claims }, state, actor }: Situation,
  { payload: { decision, amount } }: CommandOf<'decide-claim'>,
): Refusal | undefined {
  const claim = openClaim(state);
  if (!claims || !claim) return undefined;
  if (decision === 'pass-on') return passableOn(claims, claim);
  if (decision === 'refuse') return undefined;
  if (!amount) return invalid('amount', 'Is missing: write how much is granted.');
  if (amount.currency !== claims.currency) return invalid('amount.currency', `Must be ${claims.currency}.`);
  const limit = claims.ladder[claim.rung]?.upTo;
  if (limit !== undefined && exceeds(amount.amount, limit)) {
    return {
      code: 'authority',
      message: `Up to ${limit} ${claims.currency} can be granted here: send pass-on.`,
    };
  }
  const first = firstSignature(claim);
  if (!first) return undefined;
  if (first.by === actor.user)
    return { code: 'authority', message: 'Another person has to sign this sum too.' };
  return first.amount?.amount === amount.amount
    ? undefined
    : invalid('amount.amount', `Must be ${first.amount?.amount ?? ''}, which the first person has granted.`);
}

function passableOn({ ladder }: ClaimRules, { rung }: Claim): Refusal | undefined {
  return rung < ladder.length - 1
    ? undefined
    : { code: 'rule', message: 'Nobody decides above: send grant or refuse.' };
}

/** What a claim, or a decision on it, leads to: the next rung of the ladder, a second person, or its end. */
export function claimConsequences({ claims }: Policy, after: Case, event: CaseEvent): EventBody[] {
  const claim = openClaim(after);
  if (!claims || !claim) return [];
  if (event.type === 'claim') return [at(claims, claim, 0)];
  if (event.type !== 'decide-claim') return [];
  const { decision, amount } = event.payload;
  if (decision === 'pass-on') return [at(claims, claim, claim.rung + 1)];
  if (decision === 'grant' && needsAnother(claims, claim)) return [seconding(claims, claim)];
  const { claim: number } = claim;
  return [{ type: 'claim-decided', payload: { claim: number, decision, ...(amount && { amount }) } }];
}

function at({ ladder }: ClaimRules, { claim }: Claim, rung: number): EventBody {
  const role = ladder[rung]?.role;
  return { type: 'claim-at', payload: { claim, rung, deciders: role ? [role] : [] } };
}

/** Whoever stands on this rung or the one below signs as well. */
function seconding({ ladder }: ClaimRules, { claim, rung }: Claim): EventBody {
  const deciders = [ladder[rung - 1]?.role, ladder[rung]?.role].filter((role) => role !== undefined);
  return { type: 'claim-at', payload: { claim, rung, deciders, seconding: true } };
}

function needsAnother({ twoPeopleAbove }: ClaimRules, claim: Claim): boolean {
  const grants = grantsAtThisRung(claim);
  const sum = grants[0]?.amount;
  return (
    twoPeopleAbove !== undefined &&
    sum !== undefined &&
    exceeds(sum.amount, twoPeopleAbove) &&
    grants.length < 2
  );
}

function firstSignature(claim: Claim): Claim['decisions'][number] | undefined {
  return grantsAtThisRung(claim)[0];
}

/** A grant that needs no second one ends the claim, so those of an open claim wait for one. */
function grantsAtThisRung({ decisions }: Claim): Claim['decisions'] {
  return decisions.filter(({ decision }) => decision === 'grant');
}
