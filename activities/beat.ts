import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

/**
 * A sign of life of an activity that takes long, with where it stands.
 *
 * @throws ApplicationFailure `Interrupted` (retryable) if the worker stops, so that another goes on from here
 */
export function beat(where: object): void {
  heartbeat(where);
  if (cancellationSignal().aborted) {
    throw ApplicationFailure.retryable('The worker stops; another goes on from here.', 'Interrupted');
  }
}
