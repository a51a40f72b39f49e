import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../http/client';
import { answered } from '../http/failure';

/** Rows of one page: more than a screen shows. */
const PAGE = 60;

type View = 'waiting-for-me' | 'waiting-for-others';

/** The open cases of a view by due time, page by page. */
export function useWork(view: View, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['cases', view],
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/complaints', {
          params: { query: { view, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
}
