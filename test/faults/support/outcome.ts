import type { Case } from '../../../domain/case/case';
import type { CaseEvent } from '../../../domain/case/events';
import type { CaseDocument, Difference } from '../../../models/cases';
import type { IntakeDocument } from '../../../models/intakes';
import type { Disturbances, Evidence, Proven, Run, StoredNotice } from './evidence';
import type { Kill } from './kills';
import { TEMPLATES, type Life } from './life';
import type { MailRoom } from './mail-room';
import type { Experience } from './patient-client';

/** A notice whose worker was killed is tried again when its attempt has timed out, after two minutes. */
const NOTICES_SETTLE_WITHIN_MS = 150_000;
const LISTED_WITHIN_MS = 20_000;

/** Everything that records, workflows and mails say of one complaint. */
export interface CaseFile {
  readonly number: string;
  readonly document: CaseDocument | undefined;
  readonly events: readonly CaseEvent[];
  /** The state as the workflow has it; absent if it doesn't answer. */
  readonly inWorkflow: Case | undefined;
  readonly runs: readonly Run[];
  readonly notices: readonly StoredNotice[];
}

/** What there is when all lives have been led. */
export interface Outcome {
  readonly lives: readonly Life[];
  readonly kills: readonly Kill[];
  readonly experience: Experience;
  readonly endedByThemselves: readonly string[];
  /** Complaints that the API could not start, and the sweep has. */
  readonly startedBySweep: number;
  readonly intakes: readonly IntakeDocument[];
  readonly files: readonly CaseFile[];
  /** How many mails came in under each notice's key. */
  readonly mails: ReadonlyMap<string, number>;
  readonly disturbances: readonly Disturbances[];
  readonly differences: readonly Difference[];
  readonly proven: Proven;
  readonly rebuilt: { readonly cases: number; readonly different: readonly string[] };
  readonly livesMs: number;
  readonly settlingMs: number;
}

type Course = Pick<
  Outcome,
  'lives' | 'kills' | 'experience' | 'endedByThemselves' | 'startedBySweep' | 'livesMs'
>;

/** Collects what there is, once every notice has been sent or the time for it is over. */
export async function collect(course: Course, evidence: Evidence, mailRoom: MailRoom): Promise<Outcome> {
  const began = Date.now();
  // Of lives that have stopped, no more is to come.
  const expected = course.lives.filter(({ isClosed }) => isClosed).length * TEMPLATES.length;
  const notices = await evidence.noticesSettle(expected, NOTICES_SETTLE_WITHIN_MS);
  const settlingMs = Date.now() - began;

  const intakes = await evidence.intakes();
  const documents = await evidence.cases();
  const runs = await evidence.runs(course.lives.length, LISTED_WITHIN_MS);
  const disturbances = [];
  for (const run of runs) disturbances.push(await evidence.disturbancesOf(run));

  const numbers = new Set([
    ...course.lives.flatMap(({ number }) => (number === undefined ? [] : [number])),
    ...intakes.map(({ _id }) => _id),
    ...documents.map(({ _id }) => _id),
    ...runs.map(({ number }) => number),
  ]);
  const files: CaseFile[] = [];
  for (const number of [...numbers].sort()) {
    files.push({
      number,
      document: documents.find(({ _id }) => _id === number),
      events: await evidence.eventsOf(number),
      inWorkflow: await evidence.stateInWorkflow(number).catch(() => undefined),
      runs: runs.filter((run) => run.number === number),
      notices: notices.filter((notice) => notice.number === number),
    });
  }
  const running = runs.filter(({ status }) => status === 'RUNNING').map(({ number }) => number);
  return {
    ...course,
    intakes,
    files,
    mails: mailRoom.received(),
    disturbances,
    differences: await evidence.differences(running),
    proven: await evidence.verified(),
    rebuilt: await evidence.rebuilt(),
    settlingMs,
  };
}
