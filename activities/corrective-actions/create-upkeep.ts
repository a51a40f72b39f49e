import type { ActionTerms } from '../../domain/corrective-action/corrective-action';
import type { ActionStore } from '../../models/corrective-actions';
import type { Logger } from '../../platform/logging';
import { LEFT_TO_THE_API_MS } from '../left-to-the-api';
import { givingSignsOfLife } from '../sign-of-life';

export interface ActionUpkeepDependencies {
  readonly actions: Pick<ActionStore, 'findRepeats' | 'markSeen' | 'unstarted' | 'markStarted'>;
  /** Starts the workflow of an action; one that has started before is left alone. */
  readonly startAction: (terms: ActionTerms) => Promise<unknown>;
  /** Tells an action of a repeat; one whose workflow has ended meanwhile is not told. */
  readonly tellOfRepeat: (action: string, number: string) => Promise<void>;
  readonly logger: Logger;
}

export interface ActionUpkeepResult {
  readonly started: number;
  readonly repeats: number;
}

export interface ActionUpkeepActivities {
  readonly tendCorrectiveActions: () => Promise<ActionUpkeepResult>;
}

/** Actions that are started at one time; the next time is a minute away. */
const LIMIT = 100;

/**
 * Makes the activity of the `correctiveActionUpkeep` workflow. What can't be told now is found again the next time: only
 * when every repeat has been told is what was looked through marked as seen, and an action takes each in once.
 */
export function createActionUpkeep(dependencies: ActionUpkeepDependencies): ActionUpkeepActivities {
  const { actions, startAction, tellOfRepeat, logger } = dependencies;
  const tend = givingSignsOfLife(async (): Promise<ActionUpkeepResult> => {
    return { started: await startWaiting(), repeats: await tellRepeats() };
  });
  return { tendCorrectiveActions: () => tend(undefined) };

  async function startWaiting(): Promise<number> {
    const waiting = await actions.unstarted(new Date(Date.now() - LEFT_TO_THE_API_MS), LIMIT);
    for (const { _id, terms } of waiting) {
      await startAction(terms);
      await actions.markStarted(_id);
      logger.info({ action: _id }, 'A corrective action was started that had not been started');
    }
    return waiting.length;
  }

  async function tellRepeats(): Promise<number> {
    const { repeats, seenUntil } = await actions.findRepeats(new Date());
    for (const { action, number } of repeats) {
      await tellOfRepeat(action, number);
      logger.info({ action, number }, 'A corrective action was told of a repeat');
    }
    await actions.markSeen(seenUntil);
    return repeats.length;
  }
}
