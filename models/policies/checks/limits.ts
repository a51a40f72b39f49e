import type { Limit } from '../../../domain/calendar/limit';
import { URGENCIES, type Urgency } from '../../../domain/case/classification';
import type { ClockRule } from '../../../domain/policy/policy';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';
import { happeningOf } from './places';
import { byTheWall, isAsLong, isShorter, lengthOf } from './shorter';

/** Limits that contradict each other. */
export function contradictions(rules: Rules): readonly Finding[] {
  return [
    ...rules.clocks.flatMap(extensionProblems),
    ...rules.clocks.flatMap((clock, index) => againstEarlier(clock, rules.clocks.slice(0, index))),
    ...rules.clocks.flatMap((clock) => outOfOrder(clock, rules.clocks)),
    ...rules.clocks.flatMap((clock) => tooLate(clock, rules.clocks)),
    ...latePromise(rules),
    ...shortRetention(rules),
  ];
}

function extensionProblems({ id, limit, extension, facesCustomer }: ClockRule): Finding[] {
  if (!extension) return [];
  const { cap, authority } = extension;
  const path = (key: string) => ['clocks', { id }, 'extension', key];
  const own = 'named' in limit ? limit.otherwise : limit;
  const found: Finding[] = [];
  if (own && cap && (isShorter(cap, own) || isAsLong(cap, own))) {
    found.push({
      path: path('cap'),
      message: `leaves nothing to extend: it counts from the clock's start, so write more than the limit, ${written(own)}.`,
    });
  }
  if (own && authority && isShorter(authority, own)) {
    found.push({
      path: path('authority'),
      message: `is shorter than the limit itself: it counts from the clock's start, so write ${written(own)} or more.`,
    });
  }
  if (cap && authority && isShorter(cap, authority)) {
    found.push({
      path: path('authority'),
      message: `goes beyond the cap of ${written(cap)}, to which nobody extends: write ${written(cap)} or less.`,
    });
  }
  if (authority && facesCustomer !== true) {
    found.push({
      path: path('authority'),
      message:
        'only a supervisor extends this clock at all: leave authority out, or write facesCustomer: true.',
    });
  }
  return found;
}

/** Two clocks that ask the same of the same person in the same cases, with different limits. */
function againstEarlier(clock: ClockRule, earlier: readonly ClockRule[]): Finding[] {
  const limit = limitOf(clock);
  const same = earlier.find(
    (one) => isAlike(one, clock) && one.holder === clock.holder && sameEnds(one, clock),
  );
  const other = same && limitOf(same);
  if (!limit || !other || isAsLong(limit, other)) return [];
  return [
    {
      path: ['clocks', { id: clock.id }, 'limit'],
      message: `'${same.id}' asks for the same within ${written(other)}: leave one of the two out, or say with when which cases each is for.`,
    },
  ];
}

/** What presses more has less time. */
function outOfOrder(clock: ClockRule, clocks: readonly ClockRule[]): Finding[] {
  const limit = limitOf(clock);
  const pressing = urgenciesOf(clock).at(-1);
  if (!limit || pressing === undefined) return [];
  const slower = clocks.find((one) => {
    const its = limitOf(one);
    return (
      its !== undefined &&
      presses(pressing, urgenciesOf(one)[0]) &&
      isAlike(withoutUrgency(one), withoutUrgency(clock)) &&
      sameEnds(one, clock) &&
      isShorter(its, limit)
    );
  });
  if (!slower) return [];
  return [
    {
      path: ['clocks', { id: clock.id }, 'limit'],
      message: `gives '${pressing}' more time than '${slower.id}' gives what presses less: write ${written(limitOf(slower))} or less.`,
    },
  ];
}

/** An interim step that is due only after what it leads up to. */
function tooLate(clock: ClockRule, clocks: readonly ClockRule[]): Finding[] {
  const limit = limitOf(clock);
  const final = clocks.find((one) => {
    const its = limitOf(one);
    return (
      limit !== undefined &&
      its !== undefined &&
      isAlike(one, clock) &&
      endsWith(clock, one) &&
      !sameEnds(one, clock) &&
      isShorter(its, limit)
    );
  });
  if (!final) return [];
  return [
    {
      path: ['clocks', { id: clock.id }, 'limit'],
      message: `is due after '${final.id}', and ends with it: write less than ${written(limitOf(final))}.`,
    },
  ];
}

const RESULTS = ['resolve', 'answer', 'enter:confirming', 'leave:confirming', 'enter:closed'];

/** A promise may lie as late as the pack says; then the customer's answer must not be due before. */
function latePromise({ latestPromise, clocks }: Rules): Finding[] {
  if (latestPromise === undefined) return [];
  const sooner = clocks.find((clock) => {
    const limit = limitOf(clock);
    return (
      limit !== undefined &&
      clock.when === undefined &&
      clock.extension === undefined &&
      clock.from.some((trigger) => happeningOf(trigger) === 'receipt') &&
      clock.until.every((trigger) => RESULTS.includes(happeningOf(trigger))) &&
      isShorter(limit, byTheWall(latestPromise))
    );
  });
  if (!sooner) return [];
  return [
    {
      path: ['latestPromise'],
      message: `lets an answer be promised after '${sooner.id}' is due: write ${written(limitOf(sooner))} or less.`,
    },
  ];
}

function shortRetention({ retention }: Rules): Finding[] {
  if (!retention) return [];
  const { normal, important, importantFrom } = retention;
  if (important === undefined) {
    return importantFrom === undefined
      ? []
      : [
          {
            path: ['retention', 'importantFrom'],
            message: 'says which records are kept longer, but not how long: write important.',
          },
        ];
  }
  return lengthOf(important) < lengthOf(normal)
    ? [
        {
          path: ['retention', 'important'],
          message: `important records are kept no shorter than the others: write ${normal} or more.`,
        },
      ]
    : [];
}

function limitOf({ limit }: ClockRule): Limit | undefined {
  return 'named' in limit ? undefined : limit;
}

/** Started by the same in the same cases. */
function isAlike(one: ClockRule, other: ClockRule): boolean {
  return (
    sameSet(one.from, other.from) &&
    one.since === other.since &&
    JSON.stringify(one.when ?? {}) === JSON.stringify(other.when ?? {})
  );
}

function sameEnds(one: ClockRule, other: ClockRule): boolean {
  return endsWith(one, other) && endsWith(other, one);
}

/** Whatever ends the other clock ends this one too. */
function endsWith(clock: ClockRule, other: ClockRule): boolean {
  const ends = clock.until.map((trigger) => JSON.stringify(trigger));
  return other.until.every((trigger) => ends.includes(JSON.stringify(trigger)));
}

function sameSet(one: readonly unknown[], other: readonly unknown[]): boolean {
  const [a, b] = [one, other].map((list) => list.map((item) => JSON.stringify(item)).sort());
  return a?.join() === b?.join();
}

/** From the most to the least pressing. */
function urgenciesOf({ when }: ClockRule): readonly Urgency[] {
  return URGENCIES.filter((urgency) => when?.urgency?.includes(urgency));
}

function presses(one: Urgency, other: Urgency | undefined): boolean {
  return other !== undefined && URGENCIES.indexOf(one) < URGENCIES.indexOf(other);
}

function withoutUrgency(clock: ClockRule): ClockRule {
  const { urgency: _any, ...when } = clock.when ?? {};
  return { ...clock, when };
}

/** As it stands in a pack. */
function written(limit: Limit | undefined): string {
  if (!limit) return 'its limit';
  if ('endOfDay' in limit) return `{ endOfDay: ${limit.endOfDay} }`;
  const first = limit.firstDay === undefined ? '' : `, firstDay: ${limit.firstDay}`;
  return limit.calendar === 'wall' && first === ''
    ? limit.duration
    : `{ duration: ${limit.duration}, calendar: ${limit.calendar}${first} }`;
}
