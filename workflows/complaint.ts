import { ApplicationFailure } from '@temporalio/workflow';
import { attemptsExhausted } from '../domain/case/attempts';
import type { Outcome } from '../domain/case/case';
import type { CommandOf } from '../domain/case/commands';
import { routeOf } from '../domain/case/route';
import { CUSTOMER_SERVICE } from '../domain/people/actor';
import { openCase, type Carried, type CaseRun, type Next } from './case-run';
import { stayReopenable, withdrawn } from './ending';
import type { CaseStart } from './messages';

/**
 * The procedure for a complaint. Each stage waits for the command that leads on, while the clocks that run meanwhile
 * warn, break, and escalate; then it says which stage is next. Every time limit, route, and title is the pack's.
 */
export async function complaint(start: CaseStart, carried?: Carried): Promise<Outcome | undefined> {
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
      return register(c); //            media/3.1-enter    10 min from receipt
    case 'assigning':
      return findDepartment(c); //      media/3.2-assign   30 min
    case 'accepting':
      return signOrReturn(c); //        media/3.2-accept   1 h, or back to customer service
    case 'planning':
      return agreeOnPlan(c); //         media/3.3-plan     2 working days from the cause
    case 'handling':
      return carryOut(c); //            media/3.4-report   1 working day after the last step
    case 'confirming':
      return askTheCustomer(c); //      media/3.4-confirm  24 h: closed, or the next round
    case 'closed':
      return stayReopenable(c, 'planning'); // the reopen window
    default:
      throw ApplicationFailure.nonRetryable(`A complaint has no stage ${c.stage}.`, 'NoSuchStage');
  }
}

/** Entered, it is assigned by its nature at once where the pack has a route; an employee may have named the department. */
function register(c: CaseRun): Next {
  const department = c.intake.department ?? routeOf(c.policy, c.state);
  c.enter('assigning');
  if (department === undefined) return 'assigning';
  c.assign(department);
  return 'accepting';
}

/** Customer service decides who is responsible; after repeated returns a supervisor does. */
async function findDepartment(c: CaseRun): Promise<Next> {
  const command = await c.next('assigning');
  switch (command.type) {
    case 'triage':
      return triaged(c, command);
    case 'assign':
      return 'accepting';
    case 'resolve':
      return resolved(command); // settled on the spot
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}

/** The department signs for it and starts, or sends it back with a reason. */
async function signOrReturn(c: CaseRun): Promise<Next> {
  const command = await c.next('accepting');
  switch (command.type) {
    case 'accept':
      return 'planning';
    case 'return':
      return 'assigning';
    case 'triage':
      return triaged(c, command);
    case 'resolve':
      return resolved(command); // settled on the spot
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}

/** A team is formed, the cause established, and a plan made; of a preliminary plan, parts are still open. */
async function agreeOnPlan(c: CaseRun): Promise<Next> {
  const command = await c.next('planning');
  switch (command.type) {
    case 'plan':
      return command.payload.preliminary ? 'planning' : 'handling';
    case 'triage':
      return triaged(c, command);
    case 'resolve':
      return resolved(command);
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}

/** The steps are carried out, each by its due time, and the result is reported to customer service. */
async function carryOut(c: CaseRun): Promise<Next> {
  const command = await c.next('handling');
  switch (command.type) {
    case 'triage':
      return triaged(c, command);
    case 'resolve':
      return resolved(command);
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}

/** Is the customer satisfied? If not, the department goes another round, until they are. */
async function askTheCustomer(c: CaseRun): Promise<Next> {
  const command = await c.next('confirming');
  switch (command.type) {
    case 'customer-satisfied':
      return { closedAs: { kind: 'satisfied', ...command.payload } };
    case 'customer-unsatisfied':
      c.openRound();
      return 'planning';
    case 'close-unsettled':
      return { closedAs: { kind: 'unsettled', ...command.payload } };
    case 'contact-attempt':
      if (!attemptsExhausted(c.policy, c.state)) return 'confirming'; // in media attempts never close a case
      return { closedAs: { kind: 'unsettled', ground: 'unreachable', statement: command.payload.outcome } };
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}

/**
 * Nobody is answerable: it is explained to the customer. Otherwise, or while that is not clear, it is handled: by the
 * specialist who owns it, where the pack has one (iptv/4-triage, 4-orders).
 */
function triaged(c: CaseRun, { payload: { answerable } }: CommandOf<'triage'>): Next {
  if (answerable === 'no') return 'confirming';
  if (c.policy.ownedBy === undefined || c.stage === 'planning' || c.stage === 'handling') return c.stage;
  c.assign(CUSTOMER_SERVICE, c.state.owner);
  return 'planning';
}

/** Customer service asks whether the customer is satisfied; a final response, where the pack has one, is the last word. */
function resolved({ payload: { outcome } }: CommandOf<'resolve'>): Next {
  return outcome === undefined ? 'confirming' : { closedAs: { kind: 'responded', outcome } };
}
