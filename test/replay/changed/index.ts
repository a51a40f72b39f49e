import { sleep } from '@temporalio/workflow';
import type { Outcome } from '../../../domain/case/case';
import {
  complaint as shipped,
  correctiveAction as shippedAction,
  workOrder as shippedOrder,
} from '../../../workflows';
import type { Carried } from '../../../workflows/case-run';
import type { CaseStart, CorrectiveActionStart, WorkOrderStart } from '../../../workflows/messages';

/** A careless change: the procedure waits a moment before it begins. Recorded histories know of no such timer. */
export async function complaint(start: CaseStart, carried?: Carried): Promise<Outcome | undefined> {
  await sleep(1000);
  return shipped(start, carried);
}

export async function workOrder(start: WorkOrderStart): Promise<void> {
  await sleep(1000);
  return shippedOrder(start);
}

export async function correctiveAction(start: CorrectiveActionStart): Promise<void> {
  await sleep(1000);
  return shippedAction(start);
}
