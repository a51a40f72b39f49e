import type { Collection, Connection, mongo } from 'mongoose';
import { mayIssue } from '../../domain/corrective-action/admit';
import type { ActionStage, CorrectiveAction } from '../../domain/corrective-action/corrective-action';
import type { ActionEvent } from '../../domain/corrective-action/rules';
import { hasRole, isAgent, type Actor } from '../../domain/people/actor';
import { departmentOf } from '../cases/visibility';
import type { Sealing } from '../sealing';
import { LIST_ORDER, listConditions, pageOfTasks, type TaskListRequest, type TaskPage } from '../tasks/list';
import { recordTask } from '../tasks/recorder';
import { openTaskRecords, type TaskRecords } from '../tasks/records';
import { openShelf } from '../tasks/shelf';
import { actionEventSchema, actionSchema, type ActionDocument } from './documents';
import { createIssueStore, type IssueStore } from './issues';
import { ACTION_PLANS } from './plans';
import { project } from './project';
import { createRepeatStore, type RepeatStore } from './repeats';

export type { ActionDocument, IssueDocument } from './documents';
export type { FoundRepeat } from './repeats';

/** The records of corrective actions: their events, and the read model that repeats what the events say. */
export interface ActionStore extends IssueStore, RepeatStore {
  /** @throws {RecordConflictError} if other events stand under the same seqs, or events before these are missing */
  record(id: string, events: readonly ActionEvent[], at?: string): Promise<readonly ActionEvent[]>;
  find(id: string): Promise<ActionDocument | undefined>;
  /**
   * What is due first comes first.
   *
   * @throws {BadCursorError} if the cursor is not of this list
   */
  list(request: TaskListRequest<ActionStage>): Promise<TaskPage<ActionDocument>>;
  readonly records: TaskRecords;
  eventsOf(id: string): Promise<ActionEvent[]>;
}

/**
 * Opens the store on a connection.
 *
 * @param zone IANA zone of the company: the day in a number is counted in it
 */
export function createActionStore(connection: Connection, zone: string, sealing: Sealing): ActionStore {
  connection.model('CorrectiveActionEvent', actionEventSchema);
  connection.model('CorrectiveAction', actionSchema);
  const actions: Collection<ActionDocument> = connection.collection<ActionDocument>('correctiveActions');
  const shelf = openShelf<ActionEvent, ActionDocument>(connection, sealing, {
    collections: { events: 'correctiveActionEvents', documents: 'correctiveActions' },
    plans: ACTION_PLANS,
    project,
  });
  return {
    ...createIssueStore(connection, zone, sealing),
    ...createRepeatStore(connection, actions),
    record: (id, transition, at) => recordTask(connection, shelf, id, transition, at),
    records: openTaskRecords(connection, shelf, ({ stage }) => stage === 'closed'),
    find: (id) => shelf.find(id),
    eventsOf: (id) => shelf.eventsFrom(id, 1),
    list: async (request) => {
      const { actor, filter, limit } = request;
      const ofCase = filter.number === undefined ? {} : { cases: filter.number };
      const found = await actions
        .find({ $and: [visibleTo(actor), ofCase, ...listConditions(request)] })
        .sort(LIST_ORDER)
        .limit(limit + 1)
        .toArray();
      return pageOfTasks(sealing, found, limit);
    },
  };
}

/** The department, customer service, those who supervise, executives, and auditors see a corrective action. */
export function maySeeAction(actor: Actor, { department }: Pick<CorrectiveAction, 'department'>): boolean {
  return seesAll(actor) || departmentOf(actor) === department;
}

function visibleTo(actor: Actor): mongo.Filter<ActionDocument> {
  if (seesAll(actor)) return {};
  const department = departmentOf(actor);
  return department === undefined ? { department: { $in: [] } } : { department };
}

function seesAll(actor: Actor): boolean {
  return isAgent(actor) || mayIssue(actor) || hasRole(actor, 'auditor');
}
