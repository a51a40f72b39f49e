import { advance, type Advanced } from '../../domain/case/advance';
import type { Level } from '../../domain/case/classification';
import type { Finding } from '../../domain/case/commands';
import type { EventBody } from '../../domain/case/events';
import type { Intake, Kind } from '../../domain/case/intake';
import type { Stage } from '../../domain/case/stage';
import { isRunning } from '../../domain/clocks/clock';
import { PROCEDURE } from '../../domain/people/actor';
import { conditionsOf } from './checks/places';
import { lifeOf, unanswerable, type Step } from './lives';
import type { Rules } from './pack-schema';

/** Where a case waits, and what brought it there. */
export interface Wait {
  readonly kind: Kind;
  /** What makes it other than a plain case of its kind, such as `transferred`; empty for that. */
  readonly such: string;
  readonly stage: Stage;
  readonly after: string;
}

/** A case that the conditions of the pack may tell from others. */
interface Variety {
  readonly such: string;
  readonly intake?: Partial<Intake>;
  readonly level?: Level;
  readonly finding?: Finding;
}

const RECEIVED = '2026-03-02T01:00:00.000Z';

/**
 * Where a case would wait under these rules while no clock runs: "a complaint never waits without a running clock and a
 * person who is named for it". A plain case of every kind that the pack takes in is led through its procedure, and one of
 * each sort that the pack's conditions name.
 */
export function unattended(rules: Rules): Wait[] {
  return rules.kinds.flatMap((kind) => {
    const plain = waitsOf(rules, kind, { such: '' });
    const known = new Set(plain.map(placeOf));
    const others = varieties(rules)
      .flatMap((variety) => waitsOf(rules, kind, variety))
      .filter((wait) => !known.has(placeOf(wait)));
    return [...plain, ...others];
  });
}

function placeOf({ stage, after }: Wait): string {
  return `${stage} ${after}`;
}

function waitsOf(rules: Rules, kind: Kind, variety: Variety): Wait[] {
  const lives = [
    lifeOf(kind, rules, variety.finding),
    ...(kind === 'complaint' ? [unanswerable(rules)] : []),
  ];
  return lives.flatMap((life) => waitsIn(rules, kind, variety, life));
}

function waitsIn(rules: Rules, kind: Kind, variety: Variety, life: readonly Step[]): Wait[] {
  const policy = { ...rules, version: 1 };
  const waits: Wait[] = [];
  let current: Advanced | undefined;
  const happen = (body: EventBody): Advanced =>
    advance(policy, current?.state, body, { at: RECEIVED, actor: PROCEDURE });
  for (const [after, ...bodies] of life) {
    for (const body of current
      ? bodies
      : [registered(rules.id, kind, variety), ...leveled(variety), ...bodies])
      current = happen(body);
    if (!current?.state.clocks.some(isRunning))
      waits.push({ kind, such: variety.such, stage: current?.state.stage ?? 'registered', after });
  }
  return waits;
}

/** One of each sort that a condition names, otherwise plain. */
function varieties(rules: Rules): readonly Variety[] {
  const conditions = conditionsOf(rules).map(({ value }) => value);
  const named = <T>(values: readonly (readonly T[] | undefined)[]): readonly T[] => [
    ...new Set(values.flatMap((value) => value ?? [])),
  ];
  return [
    ...named(conditions.map(({ urgency }) => urgency)).map((urgency) => ({
      such: `of urgency ${urgency}`,
      intake: { urgency, contentType: 'product', subtype: 'quality' } as const,
    })),
    ...named(conditions.map(({ level }) => level)).map((level) => ({ such: `of level ${level}`, level })),
    ...named(conditions.map(({ channel }) => channel)).map((channel) => ({
      such: `by channel ${channel}`,
      intake: { channel },
    })),
    ...named(conditions.map(({ origin }) => origin)).map((origin) => ({
      such: `of origin ${origin}`,
      intake: { origin },
    })),
    ...named(conditions.map(({ finding }) => finding)).map((finding) => ({
      such: `with the finding ${finding}`,
      finding,
    })),
    ...(conditions.some(({ route }) => route !== undefined)
      ? [{ such: 'to headquarters (direct)', intake: { route: 'direct' } as const }]
      : []),
    ...(conditions.some(({ transferred }) => transferred !== undefined)
      ? [{ such: 'passed on by another body', intake: { transferredBy: { body: '12315', reference: '-' } } }]
      : []),
  ];
}

function registered(id: string, kind: Kind, { intake: such }: Variety): EventBody {
  const intake = {
    channel: '-',
    receivedAt: RECEIVED,
    customer: { name: '-' },
    matter: '-',
    ...such,
    kind,
  } as const;
  return {
    type: 'registered',
    payload: { number: 'C20260302-000001', policy: { id, version: 1 }, intake, owner: 'agent' },
  };
}

function leveled({ level }: Variety): readonly EventBody[] {
  return level === undefined ? [] : [{ type: 'set-level', payload: { level, reason: '-' } }];
}
