import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';

export type Life = Schemas['Life'];
export type Step = Schemas['LifeStep'];
export type TemporalEvent = Schemas['TemporalEvent'];
export type EventRef = Schemas['TemporalEventRef'];

const STEPS = 200;

/** A case's whole life, read page by page. */
export function useLife(number: string) {
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit', number, 'life'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/complaints/{number}/life', {
          params: { path: { number }, query: { limit: STEPS, cursor: pageParam } },
        }),
      ),
    getNextPageParam: ({ next }) => (next === undefined ? undefined : Number(next)),
  });
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { pages: data?.pages, error, refetch, whole: data !== undefined && !hasNextPage };
}

/** The case as it stood at a moment. */
export function useThen(number: string, asOf: string) {
  return useQuery({
    queryKey: ['audit', number, 'then', asOf],
    staleTime: Infinity,
    queryFn: () =>
      answered(api.GET('/api/v1/complaints/{number}', { params: { path: { number }, query: { asOf } } })),
  });
}

/** Its clocks as they stood at a moment. */
export function useClocksThen(number: string, asOf: string) {
  return useQuery({
    queryKey: ['audit', number, 'clocks', asOf],
    staleTime: Infinity,
    placeholderData: (before) => before,
    queryFn: async () =>
      (
        await answered(
          api.GET('/api/v1/complaints/{number}/clocks', { params: { path: { number }, query: { asOf } } }),
        )
      ).items,
  });
}

/** What differs between two moments. */
export function useDifferences(number: string, from: string, to: string) {
  return useQuery({
    queryKey: ['audit', number, 'differences', from, to],
    staleTime: Infinity,
    queryFn: async () =>
      (
        await answered(
          api.GET('/api/v1/complaints/{number}/differences', {
            params: { path: { number }, query: { from, to } },
          }),
        )
      ).items,
  });
}
