import { CUSTOMER_SERVICE, PROCEDURE, type Actor } from '../people/actor';
import type { Policy } from '../policy/policy';
import { advance } from './advance';
import type { Case } from './case';
import type { EventBody } from './events';
import type { Intake } from './intake';
import { ownerOnFiling } from './ownership';
import { routeOf } from './route';
import type { Stage } from './stage';

/** A case that is not filed (yet) has no number. */
const NO_NUMBER = '';

/**
 * What the procedure would make of an intake up to where somebody has to act first. Due times and the persons of roles
 * are for calendar and directory to add.
 *
 * @param at ISO 8601, when it would be filed
 */
export function openingOf(policy: Policy, intake: Intake, filedBy: Actor, at: string): Case {
  const { id, version } = policy;
  const owner = ownerOnFiling(filedBy);
  const registered: EventBody = {
    type: 'registered',
    payload: { number: NO_NUMBER, policy: { id, version }, intake, ...(owner !== undefined && { owner }) },
  };
  const meta = { at, actor: PROCEDURE };
  const first = advance(policy, undefined, registered, meta).state;
  return wayIn(policy, first).reduce((state, body) => advance(policy, state, body, meta).state, first);
}

function wayIn(policy: Policy, state: Case): readonly EventBody[] {
  const { intake } = state;
  switch (intake.kind) {
    case 'complaint': {
      const department = intake.department ?? routeOf(policy, state);
      return department === undefined
        ? [entered('assigning')]
        : [entered('assigning'), assigned(department), entered('accepting')];
    }
    case 'suggestion': {
      const department = intake.department ?? intake.aboutDepartment;
      return department === undefined ? [entered('deciding')] : [entered('deciding'), assigned(department)];
    }
    case 'consultation':
      return [entered('answering')];
  }
}

function entered(stage: Stage): EventBody {
  return { type: 'stage-entered', payload: { stage } };
}

function assigned(department: string): EventBody {
  return { type: 'assign', payload: { department } };
}

/** The department that would hold the case first. */
export function firstHolder(opened: Case): string {
  return opened.department ?? CUSTOMER_SERVICE;
}
