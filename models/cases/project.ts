import type { Case } from '../../domain/case/case';
import { tagOf } from '../../domain/case/classification';
import { fold } from '../../domain/case/apply';
import type { CaseEvent } from '../../domain/case/events';
import { isPaused, isRunning, nextDue, type Clock } from '../../domain/clocks/clock';
import { soonFrom } from '../../domain/clocks/pressure';
import { CUSTOMER_SERVICE, PROCEDURE } from '../../domain/people/actor';
import { END_OF_TIME } from '../end-of-time';
import { decisionsOf } from './decisions';
import type { CaseDocument, NextClock } from './documents';
import { comesFirst, priorityOf } from './priority';
import { inDepartment } from './in-department';

/**
 * The read model after further events: the same document, to the byte, however the events are portioned.
 *
 * @throws RangeError if the events don't follow on each other and on the case, or if there are none
 */
export function project(before: CaseDocument | undefined, events: readonly CaseEvent[]): CaseDocument {
  const state = fold(events, before?.state);
  const [first] = events;
  const last = events.at(-1);
  if (!state || !first || !last) throw new RangeError('A read model is made from one event at least.');
  const { intake, stage, round, department, handler, owner, supervisors } = state;
  const { contentType, urgency, level, closing } = state;
  const tag = tagOf(state);
  const next = nextDue(state.clocks);
  const dueAt = next && new Date(next.dueAt);
  const decisions = decisionsOf(state);
  const filedBy = before?.filedBy ?? filerOf(first, state);
  return {
    _id: state.number,
    revision: state.revision,
    kind: intake.kind,
    channel: intake.channel,
    customerName: intake.customer.name,
    policy: state.policy,
    stage,
    round,
    ...(department !== undefined && { department }),
    ...(handler !== undefined && { handler }),
    ...(owner !== undefined && { owner }),
    supervisors,
    ...(contentType && { contentType }),
    ...(urgency && { urgency }),
    ...(level && { level }),
    ...(tag !== undefined && { tag }),
    ...(state.widespread !== undefined && { widespread: state.widespread }),
    priority: priorityOf(state),
    matter: firstLine(intake.matter),
    ...(dueAt && { dueAt }),
    ...(next && { nextClock: summaryOf(next) }),
    ...(decisions.length > 0 && { decisions }),
    ...(closing && { closedAt: new Date(closing.closedAt) }),
    createdAt: before?.createdAt ?? new Date(first.at),
    updatedAt: new Date(last.at),
    state,
    filedBy,
    departments: departmentsOf(state),
    people: peopleOf(state, filedBy),
    waitsFor: waitsFor(state),
    turn: comesFirst(state) ? 0 : 1,
    dueOrder: dueAt ?? END_OF_TIME,
  };
}

/** An integration files for an owner; what starts without an actor of its own counts as filed by its owner. */
function filerOf(first: CaseEvent, state: Case): string {
  return first.actor.user === PROCEDURE.user ? (state.owner ?? PROCEDURE.user) : first.actor.user;
}

/** As many characters of a matter as a line of a list has room for. */
const LINE = 80;

function firstLine(text: string): string {
  const [line = ''] = text.trim().split(/[\r\n]/, 1);
  const characters = Array.from(line.trim());
  return characters.length <= LINE ? characters.join('') : `${characters.slice(0, LINE - 1).join('')}…`;
}

function summaryOf({ clock, dueAt }: { readonly clock: Clock; readonly dueAt: string }): NextClock {
  const { clause, rule, startedAt, holder, fired } = clock;
  return {
    clause,
    rule,
    startedAt: new Date(startedAt),
    soonAt: new Date(soonFrom(startedAt, dueAt)),
    rung: Math.max(0, ...fired),
    holder,
  };
}

function waitsFor({ clocks, owner }: Case): string[] {
  const holders = clocks
    .filter((clock) => isRunning(clock) && !isPaused(clock))
    .flatMap(({ holder }) => [
      holder.person ?? inDepartment(holder.role, holder.department),
      // Any agent may take what nobody owns yet.
      ...(holder.role === 'owner' && owner === undefined ? ANY_AGENT : []),
    ]);
  return unique(holders);
}

const ANY_AGENT = ['agent', 'specialist'].map((role) => inDepartment(role, CUSTOMER_SERVICE));

function departmentsOf({ held, department }: Case): string[] {
  return unique([...Object.keys(held), department]);
}

function peopleOf({ owner, lead, handler, supervisors, rounds }: Case, filedBy: string): string[] {
  const teams = rounds.flatMap(({ team }) => (team ? [team.lead, ...team.members] : []));
  return unique([filedBy, owner, lead, handler, ...teams, ...supervisors]);
}

function unique(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
