import type { Finding } from '../describe-issue';
import type { PackPath } from '../pack-file';
import type { Rules } from '../pack-schema';
import { happeningOf } from './places';

/** Clocks that nobody would answer for, and people who would be told or called although there is no such person. */
export function holderProblems(rules: Rules): readonly Finding[] {
  return [...deciders(rules), ...calledDeciders(rules), ...emptyGroup(rules)];
}

/** Only while a claim waits does the ladder of authority name somebody. */
function deciders({ clocks, claims }: Rules): Finding[] {
  return clocks
    .filter(({ holder }) => holder === 'decider')
    .flatMap(({ id, from }) => {
      const path = ['clocks', { id }, 'holder'];
      if (!claims) {
        return [{ path, message: 'nobody holds this clock: the pack has no claims, and so no decider.' }];
      }
      const other = from.findIndex((trigger) => happeningOf(trigger) !== 'claim-at');
      if (other < 0) return [];
      return [
        {
          path: ['clocks', { id }, 'from', other],
          message:
            'nobody holds this clock yet then: a decider is named by claim-at, so start it from there.',
        },
      ];
    });
}

/** A decider is found for a claim; nobody is called in as one. */
function calledDeciders({ clocks, supervision, findings, notices, claims }: Rules): Finding[] {
  const calls: (readonly [PackPath, readonly string[]])[] = [
    ...clocks.flatMap(({ id, rungs }) =>
      rungs.map(
        ({ escalate }, index) =>
          [['clocks', { id }, 'rungs', index, 'escalate'], escalate ? [escalate] : []] as const,
      ),
    ),
    [['supervision', 'always'], supervision.always],
    ...Object.entries(supervision.byLevel).map(
      ([level, roles]) => [['supervision', 'byLevel', level], roles] as const,
    ),
    ...supervision.calls.map(({ call }, index) => [['supervision', 'calls', index, 'call'], call] as const),
    ...supervision.byRound.map(
      ({ call }, index) => [['supervision', 'byRound', index, 'call'], call] as const,
    ),
    ...Object.entries(findings).map(
      ([finding, { call = [] }]) => [['findings', finding, 'call'], call] as const,
    ),
  ];
  const told: (readonly [PackPath, readonly string[]])[] = claims
    ? []
    : [
        ...notices.map(({ tell }, index) => [['notices', index, 'tell'], tell] as const),
        ...clocks.flatMap(({ id, rungs }) =>
          rungs.map(({ tell }, index) => [['clocks', { id }, 'rungs', index, 'tell'], tell] as const),
        ),
      ];
  return [
    ...calls
      .filter(([, roles]) => roles.includes('decider'))
      .map(([path]) => ({
        path,
        message: "a decider is found for a claim alone: name a role of the company, such as 'supervisor'.",
      })),
    ...told
      .filter(([, roles]) => roles.includes('decider'))
      .map(([path]) => ({ path, message: 'the pack has no claims, and so no decider who could be told.' })),
  ];
}

function emptyGroup({ clocks, notices, group }: Rules): Finding[] {
  if (group.length > 0) return [];
  const message = 'tells the standing group, but the pack names none: write group with its departments.';
  return [
    ...notices.flatMap(({ tell }, index) =>
      tell.includes('group') ? [{ path: ['notices', index, 'tell'], message }] : [],
    ),
    ...clocks.flatMap(({ id, rungs }) =>
      rungs.flatMap(({ tell }, index) =>
        tell.includes('group') ? [{ path: ['clocks', { id }, 'rungs', index, 'tell'], message }] : [],
      ),
    ),
  ];
}
