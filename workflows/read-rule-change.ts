import type { ClockTimes } from '../domain/clocks/clock';
import type { PolicyMove } from '../domain/clocks/policy-move';
import type { MovedClock, RetimeOrder } from '../domain/clocks/retiming';
import type { Actor } from '../domain/people/actor';
import type { Policy } from '../domain/policy/policy';

/** Whether the signal is one that a changed calendar sends. What its reckonings say is compared with the case's own. */
export function isRetimeOrder(value: unknown): value is RetimeOrder {
  return (
    isRecord(value) &&
    typeof value['reason'] === 'string' &&
    typeof value['calendar'] === 'number' &&
    isActor(value['by']) &&
    isListOf(value['clocks'], isMovedClock)
  );
}

/** Whether the signal moves the case to a version of a pack. Packs are checked where they are published. */
export function isPolicyMove(value: unknown): value is PolicyMove {
  return (
    isRecord(value) &&
    typeof value['reason'] === 'string' &&
    isActor(value['by']) &&
    isPolicy(value['policy'])
  );
}

function isPolicy(value: unknown): value is Policy {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    typeof value['version'] === 'number' &&
    Array.isArray(value['clocks'])
  );
}

function isMovedClock(value: unknown): value is MovedClock {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    isRecord(value['reckoning']) &&
    isTimes(value['times'])
  );
}

function isTimes(value: unknown): value is ClockTimes {
  return isRecord(value) && isInstant(value['dueAt']) && isListOf(value['rungs'], isRung);
}

function isRung(value: unknown): value is ClockTimes['rungs'][number] {
  return isRecord(value) && typeof value['percent'] === 'number' && isInstant(value['at']);
}

function isActor(value: unknown): value is Actor {
  return isRecord(value) && typeof value['user'] === 'string' && Array.isArray(value['roles']);
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
