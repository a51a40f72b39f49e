import { admit } from '../case/admission';
import { advance } from '../case/advance';
import { fold } from '../case/apply';
import type { Case } from '../case/case';
import type { Command } from '../case/commands';
import type { CaseEvent, EventBody, EventMeta } from '../case/events';
import { BREACH, nextRung, type DueRung } from '../clocks/clock';
import { PROCEDURE } from '../people/actor';
import type { Policy } from '../policy/policy';
import type { Turn } from './turns';
import type { World } from './world';

/** Something that was done, and that these rules would not have let in. */
export interface LeftOut {
  readonly type: 'extend' | 'pause' | 'resume';
  readonly at: string;
  readonly message: string;
}

export interface Relived {
  readonly state: Case | undefined;
  /** All that would be on the record. */
  readonly events: readonly CaseEvent[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * A case lived again under other rules: the same people do the same at the same times, while the clocks of these rules
 * start, warn, break and end. An extension or a pause that these rules don't grant is left out.
 *
 * @param until ISO 8601: what would have fired by then has fired
 */
export function relive(policy: Policy, turns: readonly Turn[], world: World, until: string): Relived {
  const rules = withoutOrders(policy);
  const events: CaseEvent[] = [];
  const leftOut: LeftOut[] = [];
  let state: Case | undefined;

  const happen = (body: EventBody, meta: EventMeta): void => {
    const completed = advance(rules, state, body, meta).events.map(world);
    events.push(...completed);
    state = fold(completed, state);
  };
  const ring = (by: string): void => {
    for (let rung = dueBy(state, by); rung; rung = dueBy(state, by)) {
      happen(fired(rung), { at: later(events.at(-1)?.at, rung.at), actor: PROCEDURE });
    }
  };

  for (const turn of turns) {
    ring(turn.at);
    for (const event of turn.events) {
      const refusal = state && notGranted(policy, state, event);
      if (refusal) leftOut.push(refusal);
      else happen(event, metaOf(event)); // with whoever the record has found for it
    }
  }
  ring(until);
  return { state, events, leftOut };
}

/** Work orders are what people did: those of the record are kept, and no others are issued. */
function withoutOrders(policy: Policy): Policy {
  const findings = Object.fromEntries(
    Object.entries(policy.findings).map(([finding, { order: _order, ...demand }]) => [finding, demand]),
  );
  return { ...policy, findings };
}

function dueBy(state: Case | undefined, by: string): DueRung | undefined {
  if (!state || state.stage === 'archived') return undefined;
  const rung = nextRung(state.clocks);
  return rung && rung.at <= Date.parse(by) ? rung : undefined;
}

function fired({ clock: { id, clause, times }, percent, at }: DueRung): EventBody {
  const type = percent < BREACH ? 'clock-warned' : percent === BREACH ? 'clock-broken' : 'clock-overdue';
  return { type, payload: { id, clause, percent, dueAt: times?.dueAt ?? new Date(at).toISOString() } };
}

/** A rung whose time had passed before its clock was recorded fires at once. */
function later(last: string | undefined, rung: number): string {
  return new Date(Math.max(rung, last === undefined ? rung : Date.parse(last))).toISOString();
}

function metaOf({ at, actor, commandId, happenedAt }: CaseEvent): EventMeta {
  return {
    at,
    actor,
    ...(commandId !== undefined && { commandId }),
    ...(happenedAt !== undefined && { happenedAt }),
  };
}

/** Whether these rules would have moved or stopped a clock so. */
function notGranted(policy: Policy, state: Case, event: CaseEvent): LeftOut | undefined {
  const command = ofClocks(event);
  const refusal = command && admit(policy, state, command, Date.parse(event.at));
  return refusal && { type: command.type, at: event.at, message: refusal.message };
}

function ofClocks(event: CaseEvent): Extract<Command, { readonly type: LeftOut['type'] }> | undefined {
  const sent = { actor: event.actor, commandId: event.commandId ?? '' };
  switch (event.type) {
    case 'extend':
      return { ...sent, type: event.type, payload: event.payload };
    case 'pause':
      return { ...sent, type: event.type, payload: event.payload };
    case 'resume':
      return { ...sent, type: event.type, payload: event.payload };
    default:
      return undefined;
  }
}
