import { achievementOf } from '../../domain/duties/satisfaction';
import { isImportant, sorted } from '../../domain/duties/listing';
import type { DutyResult, Task } from '../../domain/duties/report';
import { USUAL_CALL_BACKS, type Duty } from '../../domain/policy/duty';
import type { CasesOfPeriod, Stretch, SurveyStore } from '../../models/duties';
import type { FigureStore } from '../../models/figures';
import { drawSample } from './sample';

export interface Sources {
  readonly cases: CasesOfPeriod;
  readonly surveys: Pick<SurveyStore, 'answers'>;
  readonly figures: FigureStore;
}

/** One time of a duty. */
export interface Occasion {
  readonly pack: string;
  readonly duty: Duty;
  /** The id of the report that comes of it. */
  readonly report: string;
  readonly period: Stretch;
  readonly before: Stretch;
  readonly now: Date;
}

export interface Outcome {
  readonly result: DutyResult;
  readonly tasks: readonly Task[];
}

/** Complaints that a list holds: one document can't hold more than some 16 MB. */
const LISTED_AT_MOST = 30_000;

/** What a duty comes to in its period, and what it asks for. */
export async function outcomeOf(occasion: Occasion, sources: Sources): Promise<Outcome> {
  const { duty } = occasion;
  switch (duty.what) {
    case 'call-backs':
      return callBacks(occasion, sources);
    case 'list':
      return list(occasion, sources);
    case 'review':
      return review(occasion, sources);
    case 'target':
      return target(occasion, sources);
    case 'survey':
      return { result: { what: 'survey' }, tasks: [{ kind: 'survey' }] };
    case 'media-check':
      return { result: { what: 'media-check' }, tasks: checksOf(duty) };
    case 'follow-up':
      return {
        result: { what: 'follow-up' },
        tasks: [{ kind: 'follow-up', ...(duty.reason && { reason: duty.reason }) }],
      };
  }
}

async function callBacks(
  { pack, duty, report, period, now }: Occasion,
  { cases }: Sources,
): Promise<Outcome> {
  const [closed, open] = await Promise.all([cases.closedIn(pack, period), cases.countOpen(pack, now)]);
  const atLeast = duty.atLeast ?? USUAL_CALL_BACKS;
  const sample = drawSample(closed, atLeast, report);
  return {
    result: { what: 'call-backs', closed: closed.length, open, atLeast, sampled: sample.length },
    tasks: sample.map((number) => ({ kind: 'call-back', number })),
  };
}

async function list({ pack, period }: Occasion, { cases }: Sources): Promise<Outcome> {
  const [entered, total] = await Promise.all([
    cases.enteredIn(pack, period, LISTED_AT_MOST),
    cases.countEntered(pack, period),
  ]);
  const listed = sorted(entered);
  const important = listed.filter(isImportant).map(({ number }) => number);
  return { result: { what: 'list', total, cases: listed, important }, tasks: [] };
}

async function review({ pack, period, before, now }: Occasion, { figures }: Sources): Promise<Outcome> {
  const [ours, earlier] = await Promise.all([
    figures.figures({ policy: pack, ...period, now }),
    figures.figures({ policy: pack, ...before, now }),
  ]);
  return { result: { what: 'review', figures: ours, before: earlier }, tasks: [{ kind: 'answer' }] };
}

/** Without figures there is nothing to compare: they are asked for, never made up. */
async function target({ pack, duty, period }: Occasion, { surveys }: Sources): Promise<Outcome> {
  const answers = await surveys.answers(period.from, period.to, pack);
  const achievement = achievementOf(answers, duty.target ?? 100);
  return {
    result: { what: 'target', ...achievement },
    tasks: achievement.percent === undefined ? [{ kind: 'figures' }] : [],
  };
}

function checksOf({ channels }: Duty): Task[] {
  return channels?.map((channel) => ({ kind: 'check', channel })) ?? [{ kind: 'check' }];
}
