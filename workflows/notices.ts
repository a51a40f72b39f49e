import { proxyActivities } from '@temporalio/workflow';
import type { CaseActivities, NotifyInput, NotifyResult } from '../activities/contract';

const { notify } = proxyActivities<Pick<CaseActivities, 'notify'>>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/** Notices on their way: started after their event is recorded, and not waited for until the case ends. */
export class Notices {
  private readonly underway: NotifyInput[] = [];

  constructor(private readonly givenUp: (result: NotifyResult) => void) {}

  /** The unfinished ones, to be started again after a continue-as-new; a repeat sends nothing twice. */
  get unfinished(): readonly NotifyInput[] {
    return this.underway;
  }

  send(input: NotifyInput): void {
    this.underway.push(input);
    void this.deliver(input);
  }

  private async deliver(input: NotifyInput): Promise<void> {
    const result = await notify(input);
    this.underway.splice(this.underway.indexOf(input), 1);
    if (result.givenUp.length > 0) this.givenUp(result);
  }
}
