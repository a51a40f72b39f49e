import { setMaxListeners } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { guardFolder } from '../../scripts/servers/index.mjs';
import { say } from '../../scripts/terminal/say.mjs';
import { Evidence } from './support/evidence';
import { printFigures } from './support/figures';
import {
  disagreeing,
  doubledEvents,
  doubledNumbers,
  incomplete,
  lost,
  noticesAstray,
  workflowsAstray,
} from './support/findings';
import { killInTurn } from './support/kills';
import { Life } from './support/life';
import { Load } from './support/load';
import { MailRoom } from './support/mail-room';
import { collect, type Outcome } from './support/outcome';
import { noExperience, PatientClient } from './support/patient-client';
import { PARTS, RunningSystem } from './support/system';

const LIVES = 200;
const ABREAST = 16;
const LEAST_KILLS = 8;
const MOST_TOLD = 10;

/** The load stops by itself then; what is not done is a failure. */
const LIVES_WITHIN_MS = 270_000;
/** With the start of everything before the lives, and what is looked into after them. */
const ALL_WITHIN_MS = 480_000;

describe(`${LIVES} complaints, while every process is killed in turn`, () => {
  let outcome: Outcome;

  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'redress-faults-'));
    const end = guardFolder(folder);
    const mailRoom = await MailRoom.open();
    try {
      outcome = await leadLives(await RunningSystem.start(folder, mailRoom.url), mailRoom);
    } finally {
      await mailRoom.close();
      await end();
    }
    printFigures(outcome);
  }, ALL_WITHIN_MS);

  it('meets eight kills at least, each in the midst of work', () => {
    expect(outcome.kills.length).toBeGreaterThanOrEqual(LEAST_KILLS);
    expect(outcome.kills.filter(({ livesUnderWay }) => livesUnderWay === 0)).toEqual([]);
    expect(new Set(outcome.kills.flatMap(({ parts }) => parts))).toEqual(new Set(PARTS));
  });

  it('ends no process that was not killed', () => {
    expect(outcome.endedByThemselves).toEqual([]);
  });

  it('loses no complaint that was answered with 201', () => {
    expect(firstOf(lost(outcome))).toEqual([]);
    expect(outcome.intakes).toHaveLength(LIVES);
  });

  it('leaves to the sweep what the API could not start', () => {
    expect(outcome.startedBySweep).toBeGreaterThan(0);
  });

  it('gives no number twice, and no complaint two', () => {
    expect(firstOf(doubledNumbers(outcome))).toEqual([]);
  });

  it('records no event twice', () => {
    expect(firstOf(doubledEvents(outcome))).toEqual([]);
  });

  it('completes every life, each command exactly once', () => {
    expect(firstOf(incomplete(outcome))).toEqual([]);
  });

  it('keeps events, read models and workflows alike, and makes the same read models anew', () => {
    expect(firstOf(disagreeing(outcome))).toEqual([]);
    expect(outcome.rebuilt.cases).toBe(LIVES);
  });

  it('signs how the log stands, and every record is what was signed', () => {
    expect(outcome.proven.statements).toBeGreaterThan(1);
    expect(firstOf(outcome.proven.findings)).toEqual([]);
  });

  it('keeps one workflow for each number, in its reopen window', () => {
    expect(firstOf(workflowsAstray(outcome))).toEqual([]);
  });

  it('mails every notice under its key at least once', () => {
    expect(firstOf(noticesAstray(outcome))).toEqual([]);
  });
});

/** Enough to see what has happened. */
function firstOf(findings: readonly string[]): string[] {
  const more = findings.length - MOST_TOLD;
  return more > 0 ? [...findings.slice(0, MOST_TOLD), `… and ${more} more`] : [...findings];
}

/** Leads all lives on the system while it is killed, looks at what came out, and stops it. */
async function leadLives(system: RunningSystem, mailRoom: MailRoom): Promise<Outcome> {
  try {
    const experience = noExperience();
    const signal = AbortSignal.timeout(LIVES_WITHIN_MS);
    // Every wait of every life listens to it.
    setMaxListeners(0, signal);
    const as = (user: string) => new PatientClient(system.baseUrl, system.keyOf(user), experience, signal);
    const lives = Array.from({ length: LIVES }, (_, index) => new Life(index + 1));
    const load = new Load(lives, { agent: as('agent'), lead: as('technical-lead') }, ABREAST);

    const began = Date.now();
    const [kills] = await Promise.all([killInTurn(system, load, LIVES), load.run()]);
    const livesMs = Date.now() - began;
    const endedByThemselves = system.endedByThemselves();
    const startedBySweep = await system.startedBySweep();
    if (lives.some(({ isClosed }) => !isClosed) || endedByThemselves.length > 0)
      say(await system.lastWords());

    const course = { lives, kills, experience, endedByThemselves, startedBySweep, livesMs };
    const evidence = await Evidence.open(system.env);
    try {
      return await collect(course, evidence, mailRoom);
    } finally {
      await evidence.close();
    }
  } catch (error) {
    say(await system.lastWords());
    throw error;
  } finally {
    await system.stop();
  }
}
