import type { Collection, Connection } from 'mongoose';
import type { Task } from '../../domain/duties/report';
import type { CaseDocument } from '../cases';
import type { DailyCheckDocument, DutyReportDocument, FollowUpDocument, SurveyDocument } from './documents';
import { ofPack } from './surveys';

/** A task, and who did when what it asks for. */
export type TaskStanding = Task & { readonly done?: Done };

export interface Done {
  readonly at: Date;
  readonly by: string;
}

/** `overdue`: not done, and its time is over. */
export type ReportState = 'open' | 'overdue' | 'done';

export interface ReportStanding {
  readonly report: DutyReportDocument;
  readonly tasks: readonly TaskStanding[];
  readonly state: ReportState;
}

/** What stands behind tasks: whether one is done is read from what was done, never kept beside it. */
export interface Standings {
  of(report: DutyReportDocument, now: Date): Promise<ReportStanding>;
}

/** Reads the collections of the stores in which what was done is entered. */
export function createStandings(connection: Connection): Standings {
  const cases: Collection<CaseDocument> = connection.collection<CaseDocument>('cases');
  const surveys: Collection<SurveyDocument> = connection.collection<SurveyDocument>('surveys');
  const checks: Collection<DailyCheckDocument> = connection.collection<DailyCheckDocument>('dailyChecks');
  const contacts: Collection<FollowUpDocument> = connection.collection<FollowUpDocument>('followUps');

  return { of };

  async function of(report: DutyReportDocument, now: Date): Promise<ReportStanding> {
    const calledBack = await callbacksAfter(report);
    const tasks = await Promise.all(
      report.tasks.map(async (task): Promise<TaskStanding> => {
        const done = await doneOf(task, report, calledBack);
        return done ? { ...task, done } : task;
      }),
    );
    return { report, tasks, state: stateOf(tasks, report.dueAt, now) };
  }

  /** By number, the first call-back after the sample was drawn. */
  async function callbacksAfter({ tasks, madeAt }: DutyReportDocument): Promise<ReadonlyMap<string, Done>> {
    const numbers = tasks.flatMap((task) => (task.kind === 'call-back' ? [task.number] : []));
    if (numbers.length === 0) return new Map();
    const found = await cases
      .find({ _id: { $in: numbers } })
      .project<Pick<CaseDocument, '_id'> & { state: Pick<CaseDocument['state'], 'callbacks'> }>({
        'state.callbacks': 1,
      })
      .toArray();
    const done = found.flatMap(({ _id, state: { callbacks } }): [string, Done][] => {
      const after = callbacks.find(({ at }) => Date.parse(at) >= madeAt.getTime());
      return after ? [[_id, { at: new Date(after.at), by: after.by }]] : [];
    });
    return new Map(done);
  }

  async function doneOf(
    task: Task,
    { pack, period, answer }: DutyReportDocument,
    calledBack: ReadonlyMap<string, Done>,
  ): Promise<Done | undefined> {
    const within = { $gte: period.from, $lt: period.to };
    switch (task.kind) {
      case 'call-back':
        return calledBack.get(task.number);
      case 'survey':
        return doneBy(
          await surveys.findOne({ enteredAt: within, ...ofPack(pack) }, { sort: { enteredAt: 1 } }),
        );
      case 'figures':
        return doneBy(
          await surveys.findOne(
            { from: within, to: { $lte: period.to }, ...ofPack(pack) },
            { sort: { enteredAt: 1 } },
          ),
        );
      case 'check': {
        const { channel } = task;
        return doneBy(
          await checks.findOne(
            { at: within, ...(channel !== undefined && { channel }) },
            { sort: { at: 1 } },
          ),
        );
      }
      case 'follow-up': {
        const { reason } = task;
        return doneBy(await contacts.findOne({ at: within, ...(reason && { reason }) }, { sort: { at: 1 } }));
      }
      case 'answer':
        return answer && { at: answer.at, by: answer.by.user };
    }
  }
}

function doneBy(entry: SurveyDocument | DailyCheckDocument | FollowUpDocument | null): Done | undefined {
  if (!entry) return undefined;
  return { at: 'at' in entry ? entry.at : entry.enteredAt, by: entry.by.user };
}

function stateOf(tasks: readonly TaskStanding[], dueAt: Date, now: Date): ReportState {
  if (tasks.every(({ done }) => done)) return 'done';
  return dueAt <= now ? 'overdue' : 'open';
}
