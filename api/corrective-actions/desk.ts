import { z } from 'zod';
import { admitToAction } from '../../domain/corrective-action/admit';
import type { ActionCommand, CorrectiveAction } from '../../domain/corrective-action/corrective-action';
import { actionRules } from '../../domain/corrective-action/rules';
import { fold } from '../../domain/task/advance';
import { maySeeAction, type ActionStore } from '../../models/corrective-actions';
import type { TaskDesk } from '../tasks/desk';
import { actionPayloads } from './payloads';
import { issuedState } from './view';

export interface ActionRecords {
  readonly correctiveActions: ActionStore;
}

const commands: z.ZodType<ActionCommand> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accept'), payload: actionPayloads.accept }),
  z.object({ type: z.literal('plan'), payload: actionPayloads.plan }),
  z.object({ type: z.literal('report'), payload: actionPayloads.report }),
  z.object({ type: z.literal('verify'), payload: actionPayloads.verify }),
]);

/** What the API knows of corrective actions. */
export function actionDesk({ correctiveActions }: ActionRecords): TaskDesk<CorrectiveAction, ActionCommand> {
  return {
    name: 'corrective action',
    root: '/api/v1/corrective-actions',
    commands,
    find: async (id) => {
      const document = await correctiveActions.find(id);
      if (document) return document.state;
      const issue = await correctiveActions.findIssue(id);
      return issue && issuedState(issue.terms);
    },
    maySee: maySeeAction,
    admit: admitToAction,
    eventsOf: (id) => correctiveActions.eventsOf(id),
    stageAt: async (id, seq) => {
      const events = (await correctiveActions.eventsOf(id)).filter((event) => event.seq <= seq);
      return fold(actionRules, undefined, events)?.stage ?? 'issued';
    },
  };
}
