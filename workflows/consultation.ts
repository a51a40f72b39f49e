import type { Outcome } from '../domain/case/case';
import { openCase, type Carried, type CaseRun, type Next } from './case-run';
import { stayReopenable, withdrawn } from './ending';
import type { CaseStart } from './messages';

/** The procedure for a consultation: answered at once where that is possible, else after asking a department. */
export async function consultation(start: CaseStart, carried?: Carried): Promise<Outcome | undefined> {
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
      return 'answering';
    case 'closed':
      return stayReopenable(c, 'answering');
    default:
      return answer(c); // retail/3.3-consultation  24 h of receipt
  }
}

/** Departments may be asked by work orders; the answer is told to the customer, and recorded. */
async function answer(c: CaseRun): Promise<Next> {
  const command = await c.next('answering');
  switch (command.type) {
    case 'answer':
      return { closedAs: { kind: 'answered' } };
    case 'withdraw':
      return withdrawn(command.payload.reason);
  }
}
