import type { Case } from '../../domain/case/case';
import { LEVELS, URGENCIES } from '../../domain/case/classification';

/** More than level and urgency together can weigh. */
const FIRST = 100;
const LEVEL = 10;

/** How soon a case is to be handled, the highest first: direct complaints, then by level, then by urgency. */
export function priorityOf({ intake, level, urgency }: Case): number {
  const direct = intake.route === 'direct' ? FIRST : 0;
  const serious = level === undefined ? 0 : LEVELS.indexOf(level) + 1;
  const pressing = urgency === undefined ? 0 : URGENCIES.length - URGENCIES.indexOf(urgency);
  return direct + serious * LEVEL + pressing;
}
