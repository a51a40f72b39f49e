import type { Supervision } from './queries';

type Pressing = Supervision['pressing'][number];
export type Level = NonNullable<Pressing['level']>;

/** Everything of one holder that is overdue or soon will be. */
export interface HolderLoad {
  readonly department: string;
  /** Null while nobody is named. */
  readonly person: string | null;
  readonly overdue: number;
  readonly soon: number;
  /** The most serious level first. */
  readonly levels: readonly (readonly [level: Level, count: number])[];
  /** The highest rung first; cases of which none has fired are not among them. */
  readonly rungs: readonly (readonly [rung: number, count: number])[];
  /** The earliest due time. */
  readonly dueAt: string;
}

const LEVELS: readonly Level[] = ['red', 'orange', 'yellow', 'blue'];

/** The holders, whoever has most overdue first. */
export function holdersOf(pressing: readonly Pressing[]): readonly HolderLoad[] {
  const byHolder = Map.groupBy(pressing, ({ department, person }) => `${department} ${person ?? ''}`);
  return [...byHolder.values()]
    .map(loadOf)
    .filter((load) => load !== undefined)
    .toSorted((a, b) => b.overdue - a.overdue || b.soon - a.soon || a.dueAt.localeCompare(b.dueAt));
}

function loadOf(all: readonly Pressing[]): HolderLoad | undefined {
  const [first] = all;
  if (!first) return undefined;
  const rungs = [...new Set(all.map(({ rung }) => rung))]
    .filter((rung) => rung > 0)
    .toSorted((a, b) => b - a);
  return {
    department: first.department,
    person: first.person,
    overdue: total(all.filter(({ overdue }) => overdue)),
    soon: total(all.filter(({ overdue }) => !overdue)),
    levels: LEVELS.map((level) => [level, total(all.filter((one) => one.level === level))] as const).filter(
      ([, count]) => count > 0,
    ),
    rungs: rungs.map((rung) => [rung, total(all.filter((one) => one.rung === rung))] as const),
    dueAt: all.map(({ dueAt }) => dueAt).toSorted()[0] ?? first.dueAt,
  };
}

export function total(all: readonly { readonly count: number }[]): number {
  return all.reduce((sum, { count }) => sum + count, 0);
}
