import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { paths } from '../generated/api';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';
import { useLive } from '../live/live';

export type Supervision = Schemas['Supervision'];
export type Group = Schemas['WidespreadSummary'];
type ListQuery = NonNullable<paths['/api/v1/complaints']['get']['parameters']['query']>;

/** Counting goes over all cases: changes that come within this time are counted together. */
const COUNT_EVERY_MS = 3_000;
/** What only time changes, such as what has become overdue, is looked at anew. */
const AGAIN_MS = 60_000;
/** More decisions than anybody takes at a sitting. */
const DECISIONS = 100;
const GROUPS = 50;

/** What falls due, and what is overdue or soon will be. */
export function useSupervision() {
  return useQuery({
    queryKey: ['counts', 'supervision'],
    queryFn: () => answered(api.GET('/api/v1/supervision')),
    refetchInterval: AGAIN_MS,
  });
}

/** The cases that wait for a decision of the reader, the first due first. */
export function useToDecide() {
  return useQuery({
    queryKey: ['cases', 'to-decide'],
    queryFn: () =>
      answered(api.GET('/api/v1/complaints', { params: { query: { view: 'to-decide', limit: DECISIONS } } })),
  });
}

/** Some of the cases that a filter finds, the first due first. */
export function useSomeCases(filter: ListQuery, limit: number) {
  return useQuery({
    queryKey: ['cases', 'some', filter, limit],
    queryFn: () => answered(api.GET('/api/v1/complaints', { params: { query: { ...filter, limit } } })),
  });
}

/** The groups of similar complaints that have open cases, the newest first. */
export function useOpenGroups(enabled: boolean) {
  return useQuery({
    queryKey: ['counts', 'widespread'],
    enabled,
    queryFn: async () => {
      const query = { open: 'true', limit: GROUPS } as const;
      return (await answered(api.GET('/api/v1/widespread-groups', { params: { query } }))).items;
    },
  });
}

export function useGroup(id: string) {
  return useQuery({
    queryKey: ['counts', 'widespread', id],
    queryFn: () => answered(api.GET('/api/v1/widespread-groups/{id}', { params: { path: { id } } })),
  });
}

/** How much waits for the reader, for the places where it is. */
export function useWorkCounts(enabled: boolean) {
  return useQuery({
    queryKey: ['counts', 'work'],
    enabled,
    queryFn: () => answered(api.GET('/api/v1/work-counts')),
    refetchInterval: AGAIN_MS,
  });
}

/** Has everything that is counted counted anew when cases change, but not with each of them. */
export function useLiveCounts(): void {
  const queries = useQueryClient();
  const { listen } = useLive();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const stop = listen(() => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void queries.invalidateQueries({ queryKey: ['counts'] });
      }, COUNT_EVERY_MS);
    });
    return () => {
      stop();
      clearTimeout(waiting);
    };
  }, [queries, listen]);
}
