import type { Outcome } from '../domain/case/case';
import { openCase, type Carried, type CaseRun, type Next } from './case-run';
import { stayReopenable, withdrawn } from './ending';
import type { CaseStart } from './messages';

/** The procedure for a suggestion: a leader decides, and the customer hears whether it is adopted. */
export async function suggestion(start: CaseStart, carried?: Carried): Promise<Outcome | undefined> {
  const c = openCase(start, carried); // every handler is up before the first await
  while (c.stage !== 'archived') {
    c.enter(await leadOn(c));
  }
  await c.finish();
  return c.outcome;
}

async function leadOn(c: CaseRun): Promise<Next> {
  switch (c.stage) {
    case 'registered':
      return register(c);
    case 'deciding':
      return decide(c); //  retail/3.2-suggestion  reported to a leader
    case 'closed':
      return stayReopenable(c, 'deciding');
    default:
      return answer(c); //  retail/3.2-suggestion  by the promised date
  }
}

/** The leader of the department that it is about hears of it; without one, a supervisor. */
function register(c: CaseRun): Next {
  const department = c.intake.department ?? c.intake.aboutDepartment;
  c.enter('deciding');
  if (department !== undefined) c.assign(department);
  return 'deciding';
}

async function decide(c: CaseRun): Promise<Next> {
  const command = await c.next('deciding');
  switch (command.type) {
    case 'decide-suggestion':
      return 'answering';
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}

async function answer(c: CaseRun): Promise<Next> {
  const command = await c.next('answering');
  switch (command.type) {
    case 'answer': {
      const adopted = c.state.decision?.adopted;
      return { closedAs: { kind: 'answered', ...(adopted && { adopted }) } };
    }
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}
