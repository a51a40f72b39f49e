import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from './load';
import type { Part, RunningSystem } from './system';

/** What is killed together, in turn. */
const ROUNDS: readonly (readonly Part[])[] = [
  ['worker'],
  ['api'],
  ['mongod'],
  ['temporal'],
  ['worker', 'mongod'],
  ['api', 'temporal'],
  ['mongod', 'temporal'],
  ['worker', 'api', 'mongod', 'temporal'],
];

/** Lives that begin just before a kill and as many right after it, besides those under way, so that it meets intakes. */
const BEGIN_AT_A_KILL = 3;
/** About half of what an intake takes. */
const JUST_BEFORE_MS = 150;

/** What a kill has met. */
export interface Kill {
  readonly parts: readonly Part[];
  readonly livesUnderWay: number;
  /** Until everything was ready again, milliseconds. */
  readonly downMs: number;
}

/**
 * Kills in turn while lives are led, once for every so many that are closed, so that each falls into work; what was
 * killed is started again at once.
 *
 * @param lives how many there are in all
 */
export async function killInTurn(system: RunningSystem, load: Load, lives: number): Promise<Kill[]> {
  const kills: Kill[] = [];
  const every = Math.floor(lives / (ROUNDS.length + 1));
  for (const [index, parts] of ROUNDS.entries()) {
    await load.reaches(every * (index + 1));
    if (load.running === 0) break;
    load.begin(BEGIN_AT_A_KILL);
    await sleep(JUST_BEFORE_MS);
    const began = Date.now();
    const livesUnderWay = load.running;
    const killed = system.kill(parts);
    load.begin(BEGIN_AT_A_KILL);
    await killed;
    await system.up(parts);
    kills.push({ parts, livesUnderWay, downMs: Date.now() - began });
  }
  return kills;
}
