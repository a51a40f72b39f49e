import type { Case } from '../../domain/case/case';
import { LEVELS, URGENCIES } from '../../domain/case/classification';

/** More than level and urgency together can weigh. */
const FIRST = 100;
const LEVEL = 10;

/** Direct and widespread complaints are handled before others (it-service/4-priority). */
export function comesFirst({ intake, widespread }: Case): boolean {
  return intake.route === 'direct' || widespread !== undefined;
}

/** How soon a case is to be handled, the highest first: those that come first, then by level, then by urgency. */
export function priorityOf(state: Case): number {
  const { level, urgency } = state;
  const first = comesFirst(state) ? FIRST : 0;
  const serious = level === undefined ? 0 : LEVELS.indexOf(level) + 1;
  const pressing = urgency === undefined ? 0 : URGENCIES.length - URGENCIES.indexOf(urgency);
  return first + serious * LEVEL + pressing;
}
