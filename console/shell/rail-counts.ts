import { useLiveCounts, useWorkCounts } from '../supervision/queries';
import { supervises, useSession, worksOnCases } from '../session/session';

/** What stands beside the places of the rail, such as `12` or `999+`; absent where nothing waits. */
export interface RailCounts {
  readonly waiting?: string;
  readonly toDecide?: string;
}

/** How much waits for the reader, kept up as cases change. */
export function useRailCounts(): RailCounts {
  const session = useSession();
  useLiveCounts();
  const { data } = useWorkCounts(worksOnCases(session));
  if (!data) return {};
  const { waiting, toDecide, most } = data;
  return {
    ...(waiting > 0 && { waiting: upTo(most, waiting) }),
    ...(supervises(session) && toDecide > 0 && { toDecide: upTo(most, toDecide) }),
  };
}

function upTo(most: number, count: number): string {
  return count >= most ? `${most - 1}+` : String(count);
}
