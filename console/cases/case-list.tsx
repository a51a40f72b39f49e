import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { ChooseBox } from '../bulk/choose-box';
import type { Choosing } from '../bulk/use-choosing';
import type { ListedCase } from '../http/client';
import { CaseRow } from '../work/case-row';
import { FoundText } from './found-text';

interface Props {
  readonly items: readonly ListedCase[];
  readonly more: boolean;
  readonly loadMore: () => void;
  /** Absent: nothing can be done with several of them. */
  readonly choosing?: Choosing | undefined;
}

const ROW = 40;
const AHEAD = 10;

/** Cases one a line; only those that are seen are drawn, and more are loaded as one goes on. */
export function CaseList({ items, more, loadMore, choosing }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= items.length - AHEAD) loadMore();
  }, [more, last, items.length, loadMore]);
  return (
    <div ref={scroller} className="work-scroll">
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index, key, start }) => {
          const item = items[index];
          return (
            item && (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="work-line"
                style={{ transform: `translateY(${start}px)` }}
              >
                <div className={choosing ? 'work-row choosable' : 'work-row'}>
                  {choosing && <ChooseBox number={item.number} choosing={choosing} />}
                  <CaseRow item={item} mine={false} open={false} toggle={nothing} />
                  {item.found && <FoundText found={item.found} />}
                </div>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function nothing(): void {
  // These rows have no form to open.
}
