import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useCompany } from '../company/company';
import { useLanguage, useSay } from '../language/language';
import { useLive } from '../live/live';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { readsCases, useSession, worksOnCases } from '../session/session';
import { TasksWaiting } from '../tasks/tasks-waiting';
import { useShortcuts } from '../shell/shortcuts';
import { shortTime } from '../time/format';
import { useNow } from '../time/now';
import type { CaseSummary } from '../http/client';
import { linesOf, type Line } from './bands';
import { CaseRow } from './case-row';
import { useWork } from './queries';
import { useStill } from './use-still';

const NextOf = lazy(() => import('../commands/next-of'));

const MINUTE = 60_000;
const ROW = 40;
const BAND = 34;
/** Rows before the end of what is loaded at which more is loaded. */
const AHEAD = 10;
const HIGHLIGHT_MS = 2_500;

/** The first page: what waits for the reader, by when, and what is expected. */
export default function MyWork() {
  const say = useSay();
  const session = useSession();
  useTitle(say('place.work'));
  if (worksOnCases(session)) return <Work />;
  // An administrator reads no case: what they manage is their work.
  return <Navigate to={readsCases(session) ? '/cases' : '/administration'} replace />;
}

function Work() {
  const say = useSay();
  const go = useNavigate();
  const { zone } = useCompany();
  const now = useNow(MINUTE);
  const mine = useWork('waiting-for-me', true);
  const others = useWork('waiting-for-others', mine.isSuccess && !mine.hasNextPage);
  const myItems = useMemo(() => mine.data?.pages.flatMap(({ items }) => items) ?? [], [mine.data]);
  const otherItems = useMemo(() => others.data?.pages.flatMap(({ items }) => items) ?? [], [others.data]);
  const lines = useMemo(() => linesOf(myItems, otherItems, now, zone), [myItems, otherItems, now, zone]);
  const keys = useMemo(() => lines.map(keyOf), [lines]);
  const [open, setOpen] = useState<string>();
  const [chosen, setChosen] = useState(-1);
  const changed = useChanged();
  const scroller = useRef<HTMLDivElement>(null);
  const toggle = useCallback(
    (number: string) => setOpen((known) => (known === number ? undefined : number)),
    [],
  );

  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'band' ? BAND : ROW),
    getItemKey: (index) => keys[index] ?? index,
    overscan: 12,
  });
  const { padding, hold, letGo } = useStill(virtualizer, scroller, keys);
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown < lines.length - AHEAD) return;
    if (mine.hasNextPage && !mine.isFetching) void mine.fetchNextPage();
    else if (others.hasNextPage && !others.isFetching) void others.fetchNextPage();
  }, [lastShown, lines.length, mine, others]);

  const move = (step: number): void => {
    for (let index = chosen + step; index >= 0 && index < lines.length; index += step) {
      if (lines[index]?.kind !== 'case') continue;
      setChosen(index);
      virtualizer.scrollToIndex(index);
      return;
    }
  };
  const chosenLine = lines[chosen];
  const chosenNumber = chosenLine?.kind === 'case' ? chosenLine.item.number : undefined;
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ...(chosenNumber !== undefined && {
      Enter: () => toggle(chosenNumber),
      o: () => void go(`/cases/${chosenNumber}`),
    }),
  });

  if (mine.isPending) return <Loading what="work" />;
  if (mine.error && myItems.length === 0) return <PageFailure error={mine.error} retry={mine.refetch} />;
  return (
    <div className="work-page">
      <h1 className="page-title">
        {say('place.work')} <Count items={myItems} more={mine.hasNextPage} />
      </h1>
      <TasksWaiting />
      {myItems.length === 0 && <NothingWaits others={otherItems} />}
      <div
        ref={scroller}
        className={lines.length === 0 ? 'work-scroll empty' : 'work-scroll'}
        onPointerLeave={letGo}
      >
        <div style={{ height: virtualizer.getTotalSize() + padding, position: 'relative' }}>
          {shown.map(({ index, key, start }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="work-line"
                style={{ transform: `translateY(${start + padding}px)` }}
                {...(line.kind === 'case' && { onPointerEnter: () => hold(line.item.number) })}
              >
                {line.kind === 'band' ? (
                  <h2 className={`band ${line.band}`}>{say(`band.${line.band}`)}</h2>
                ) : (
                  <div
                    className={rowClass(changed.has(line.item.number), chosenNumber === line.item.number)}
                    data-number={line.item.number}
                  >
                    <CaseRow
                      item={line.item}
                      mine={line.band !== 'others'}
                      open={open === line.item.number}
                      toggle={toggle}
                    />
                    {open === line.item.number && (
                      <div className="row-form">
                        <Suspense fallback={<Loading what="case" />}>
                          <NextOf
                            number={line.item.number}
                            done={() =>
                              setOpen((now) =>
                                now === line.item.number ? following(lines, line.item.number) : now,
                              )
                            }
                            cancel={() => setOpen(undefined)}
                          />
                        </Suspense>
                      </div>
                    )}
                  </div>
                )}
              </div>
            );
          })}
        </div>
        {(mine.isFetchingNextPage || others.isFetchingNextPage) && <Loading what="work" />}
      </div>
    </div>
  );
}

function keyOf(line: Line): string {
  return line.kind === 'band' ? `${line.band}/${line.first}` : line.item.number;
}

function rowClass(isChanged: boolean, isChosen: boolean): string {
  return ['work-row', isChanged && 'changed', isChosen && 'chosen'].filter(Boolean).join(' ');
}

/** After a case is done with, the one after it is there, unless it waits for others. */
function following(lines: readonly Line[], number: string): string | undefined {
  const at = lines.findIndex((line) => line.kind === 'case' && line.item.number === number);
  const next = lines.slice(at + 1).find((line) => line.kind === 'case' && line.band !== 'others');
  return next?.kind === 'case' ? next.item.number : undefined;
}

function Count({ items, more }: { readonly items: readonly CaseSummary[]; readonly more: boolean }) {
  return <span className="count">{`${items.length}${more ? '+' : ''}`}</span>;
}

/** The cases that somebody has just changed. */
function useChanged(): ReadonlySet<string> {
  const { listen } = useLive();
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useEffect(
    () =>
      listen(({ number }) => {
        setChanged((known) => new Set([...known, number]));
        setTimeout(() => {
          setChanged((known) => new Set([...known].filter((one) => one !== number)));
        }, HIGHLIGHT_MS);
      }),
    [listen],
  );
  return changed;
}

/** Says for whom one’s cases wait, so that nobody wonders whether the list is broken. */
function NothingWaits({ others }: { readonly others: readonly CaseSummary[] }) {
  const { say, language } = useLanguage();
  const { department, zone } = useCompany();
  const now = useNow(MINUTE);
  const first = others.find(({ nextClock }) => nextClock !== null)?.nextClock;
  return (
    <div className="notice-box">
      <p className="strong">{say('work.nothing')}</p>
      <p className="quiet">
        {first
          ? say('work.nothing-others', {
              n: others.length,
              department: department(first.holder.department),
              at: shortTime(first.dueAt, language, zone, now),
            })
          : say('work.nothing-at-all')}
      </p>
    </div>
  );
}
