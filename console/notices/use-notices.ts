import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { markAllRead, markRead, readNotices } from './notices-api';

/** What stands in the cache; the live stream has it loaded anew. */
export const NOTICES = ['notices'] as const;

/** What the reader was told, page by page. */
export function useNotices() {
  return useInfiniteQuery({
    queryKey: NOTICES,
    initialPageParam: '',
    queryFn: ({ pageParam }) => readNotices(pageParam),
    getNextPageParam: ({ next }) => next,
  });
}

/** Marks one or all of them as read. */
export function useReading() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: NOTICES });
  const one = useMutation({ mutationFn: markRead, onSettled });
  const all = useMutation({ mutationFn: markAllRead, onSettled });
  return { read: one.mutate, readAll: all.mutate, isReadingAll: all.isPending };
}
