import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../http/client';
import { answered } from '../http/failure';

const PAGE = 200;

/** A case as it is now; loaded anew when it changes. */
export function useCase(number: string) {
  return useQuery({
    queryKey: ['case', number],
    queryFn: () => answered(api.GET('/api/v1/complaints/{number}', { params: { path: { number } } })),
  });
}

/** The names of the commands that the reader may send now. */
export function useAdmitted(number: string) {
  return useQuery({
    queryKey: ['case', number, 'admitted'],
    queryFn: async () => {
      const path = { params: { path: { number } } };
      const { items } = await answered(api.GET('/api/v1/complaints/{number}/admitted', path));
      return items.map(({ name }): string => name);
    },
  });
}

export function useClocks(number: string) {
  return useQuery({
    queryKey: ['case', number, 'clocks'],
    queryFn: async () => {
      const path = { params: { path: { number } } };
      return (await answered(api.GET('/api/v1/complaints/{number}/clocks', path))).items;
    },
  });
}

/** Everything that has happened, in its order, page by page. */
export function useEvents(number: string) {
  return useInfiniteQuery({
    queryKey: ['case', number, 'events'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/complaints/{number}/events', {
          params: { path: { number }, query: { limit: PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: ({ next }) => (next === undefined ? undefined : Number(next)),
  });
}

export function useExplanation(number: string, id: string) {
  return useQuery({
    queryKey: ['case', number, 'clocks', id],
    queryFn: () =>
      answered(
        api.GET('/api/v1/complaints/{number}/clocks/{id}/explanation', { params: { path: { number, id } } }),
      ),
  });
}
