import { unknownChannels } from './checks/channels';
import { ladderProblems } from './checks/claims';
import { closingProblems } from './checks/closing';
import { unknownDepartments } from './checks/departments';
import { dutyProblems } from './checks/duties';
import { neverHappens } from './checks/happens';
import { holderProblems } from './checks/holders';
import { repeatedIds } from './checks/ids';
import { contradictions } from './checks/limits';
import { idleMarks } from './checks/marks';
import { namedTimeProblems } from './checks/named-times';
import { unwritten } from './checks/notices';
import { pauseProblems } from './checks/pauses';
import { unknownFields } from './checks/record';
import { waits } from './checks/waits';
import type { Finding } from './describe-issue';
import type { Rules } from './pack-schema';

/**
 * What a schema can't say about a pack: it concerns several of its parts, or the company.
 *
 * @param departments the ids of the company's departments
 */
export function checkRules(rules: Rules, departments: readonly string[]): Finding[] {
  return [
    ...repeatedIds(rules),
    ...unknownDepartments(rules, departments),
    ...holderProblems(rules),
    ...ladderProblems(rules),
    ...namedTimeProblems(rules),
    ...pauseProblems(rules),
    ...contradictions(rules),
    ...neverHappens(rules),
    ...closingProblems(rules),
    ...unknownChannels(rules),
    ...unknownFields(rules),
    ...dutyProblems(rules),
    ...unwritten(rules),
    ...idleMarks(rules),
    ...waits(rules),
  ];
}
