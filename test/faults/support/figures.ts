import { duration, say } from '../../../scripts/terminal/say.mjs';
import { doubledEvents, doubledNumbers, incomplete, lost, noticesAstray, repeatedMails } from './findings';
import type { Outcome } from './outcome';
import { PARTS } from './system';

/** Prints what came out. */
export function printFigures(outcome: Outcome): void {
  const { lives, kills, experience, files, mails, disturbances, endedByThemselves } = outcome;
  const killed = PARTS.map((part) => {
    const times = kills.filter(({ parts }) => parts.includes(part)).length;
    return `${part} ${times}`;
  });
  const repeated = disturbances.reduce((sum, { activitiesRepeated }) => sum + activitiesRepeated, 0);
  const timedOut = disturbances.reduce((sum, { tasksTimedOut }) => sum + tasksTimedOut, 0);
  const events = files.reduce((sum, file) => sum + file.events.length, 0);
  const acknowledged = lives.filter(({ number }) => number !== undefined).length;
  const closed = lives.filter(({ isClosed }) => isClosed).length;

  say(`\n${lives.length} complaints of six commands each, in ${duration(outcome.livesMs)}`);
  for (const { parts, livesUnderWay, downMs } of kills) {
    say(
      `  killed ${parts.join(' + ')}: ${livesUnderWay} lives under way, ready again in ${duration(downMs)}`,
    );
  }
  figure('kills', `${kills.length} (${killed.join(', ')} times)`);
  figure('processes that ended unkilled', endedByThemselves.length);
  figure('acknowledged with 201', acknowledged);
  figure('  of these lost', lost(outcome).length);
  figure('  started by the sweep', outcome.startedBySweep);
  figure('doubled numbers', doubledNumbers(outcome).length);
  figure('events', events);
  figure('  of these doubled', doubledEvents(outcome).length);
  figure('statements signed', outcome.proven.statements);
  figure('  findings of verify', outcome.proven.findings.length);
  figure('lives completed', closed);
  figure('  with a gap in their record', incomplete(outcome).length);
  figure(
    'notices',
    files.reduce((sum, { notices }) => sum + notices.length, 0),
  );
  figure('  mailed', mails.size);
  figure('  not mailed, or unknown', noticesAstray(outcome).length);
  figure('  mailed again under the same key', repeatedMails(outcome));
  figure('  all sent after the last life', duration(outcome.settlingMs));
  figure('requests', experience.requests);
  figure('  without an answer', experience.unanswered);
  figure('  asked to come again (503, 429)', experience.askedToRepeat);
  figure('  intakes answered as repeats', experience.replayed);
  figure('  commands answered 202 first', experience.answeredLater);
  figure('  commands found done after a 409', experience.foundDone);
  figure('activities that took a second attempt', repeated);
  figure('workflow tasks that timed out', timedOut);
  say();
}

function figure(name: string, value: number | string): void {
  say(`  ${name.padEnd(40)} ${value}`);
}
