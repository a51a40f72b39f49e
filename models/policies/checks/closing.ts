import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';
import { isConfirmed } from './happens';

/** Ways to close without the customer's word, where nobody asks for it: a final response closes the case. */
export function closingProblems(rules: Rules): readonly Finding[] {
  if (isConfirmed(rules)) return [];
  const { attempts, unsettledGrounds } = rules.closing;
  const message = 'the final response closes the case, so this never comes about: leave it out.';
  return [
    ...(attempts ? [{ path: ['closing', 'attempts'], message }] : []),
    ...(unsettledGrounds.length > 0 ? [{ path: ['closing', 'unsettledGrounds'], message }] : []),
  ];
}
