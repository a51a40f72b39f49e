import type { Condition } from '../policy/policy';
import { currentRound, type Case } from './case';

/** Whether a rule under this condition is about the case. A rule is for complaints unless it names other kinds. */
export function meets(condition: Condition | undefined, state: Case): boolean {
  const {
    kind = ['complaint'],
    urgency,
    level,
    channel,
    origin,
    route,
    transferred,
    finding,
    adopted,
  } = condition ?? {};
  return (
    kind.includes(state.intake.kind) &&
    among(urgency, state.urgency) &&
    among(level, state.level) &&
    among(channel, state.intake.channel) &&
    among(origin, state.intake.origin) &&
    among(finding, currentRound(state).finding?.finding) &&
    among(adopted, state.decision?.adopted) &&
    (route === undefined || route === (state.intake.route ?? 'normal')) &&
    (transferred === undefined || transferred === (state.transfer !== undefined))
  );
}

function among<T>(wanted: readonly T[] | undefined, is: T | undefined): boolean {
  return wanted === undefined || (is !== undefined && wanted.includes(is));
}
