import type { ClockRule, Happening, Trigger } from '../../domain/policy/policy';
import type { Finding } from './describe-issue';
import type { Rules } from './pack-schema';
import { placesOf } from './default-places';
import { NAMES_A_TIME } from './vocabulary';
import { unattended } from './walk-through';

/**
 * What a schema can't say about a pack: it concerns several of its parts, or the company.
 *
 * @param departments the ids of the company's departments
 */
export function checkRules(rules: Rules, departments: readonly string[]): Finding[] {
  return [
    ...repeatedIds(rules),
    ...unknownDepartments(rules, departments),
    ...rules.clocks.flatMap((clock) => [...namedTimeProblems(clock), ...pauseProblems(clock, rules)]),
    ...nowhere(rules),
    ...unattended(rules).map(({ stage, after }) => ({
      path: ['clocks'],
      message: `in ${stage}, after ${after}, a complaint would wait without a clock: add one that starts there, such as one from enter:${stage}.`,
    })),
  ];
}

function repeatedIds({ clocks }: Rules): Finding[] {
  return clocks.flatMap(({ id }, index) =>
    clocks.findIndex((clock) => clock.id === id) === index
      ? []
      : [
          {
            path: ['clocks', index, 'id'],
            message: `there are two clocks '${id}': give each an id of its own.`,
          },
        ],
  );
}

function unknownDepartments({ routing, group }: Rules, known: readonly string[]): Finding[] {
  const routed = Object.entries(routing).map(([type, department]) => ({
    path: ['routing', type],
    department,
  }));
  const grouped = group.map((department, index) => ({ path: ['group', index], department }));
  return [...routed, ...grouped]
    .filter(({ department }) => !known.includes(department))
    .map(({ path, department }) => ({
      path,
      message: `there is no department '${department}': write one of ${known.join(', ')}.`,
    }));
}

function namedTimeProblems({ id, limit, from, since }: ClockRule): Finding[] {
  if (!('named' in limit)) return [];
  const naming: readonly Happening[] = NAMES_A_TIME[limit.named];
  const nameless = from.findIndex((trigger) => !naming.includes(happeningOf(trigger)));
  return [
    ...(nameless < 0
      ? []
      : [
          {
            path: ['clocks', { id }, 'from', nameless],
            message: `names no time of a ${limit.named}: start this clock from ${naming.join(' or ')}.`,
          },
        ]),
    ...(since === undefined
      ? []
      : [
          {
            path: ['clocks', { id }, 'since'],
            message: 'a named time is not measured from receipt: leave since out.',
          },
        ]),
  ];
}

function pauseProblems(clock: ClockRule, { pause }: Rules): Finding[] {
  if (clock.pausable !== true) return [];
  const path = ['clocks', { id: clock.id }, 'pausable'];
  if (!pause)
    return [{ path, message: 'this pack grants no pause: write pause: true, or leave pausable out.' }];
  return reachesCustomer(clock)
    ? [
        {
          path,
          message: 'a clock that runs for reaching the customer never stands still: leave pausable out.',
        },
      ]
    : [];
}

function reachesCustomer({ facesCustomer, holder, limit, from, until }: ClockRule): boolean {
  if (facesCustomer === true || ('named' in limit && limit.named === 'promise')) return true;
  if (until.some((trigger) => happeningOf(trigger) === 'log-contact')) return true;
  return holder === 'owner' && from.some((trigger) => happeningOf(trigger) === 'enter:confirming');
}

function happeningOf(trigger: Trigger): Happening {
  return typeof trigger === 'string' ? trigger : trigger.on;
}

/** A mark on something that the pack does not say would mark nothing. */
function nowhere(rules: Rules): Finding[] {
  return rules.defaults.flatMap((place, index) =>
    placesOf(rules, place)
      ? []
      : [
          {
            path: ['defaults', index],
            message: `this pack says nothing at '${place}': write the place of a value, such as closing.reopenWindow or clocks.*.rungs.`,
          },
        ],
  );
}
