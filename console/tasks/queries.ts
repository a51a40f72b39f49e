import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';

export type WorkOrder = Schemas['WorkOrder'];
export type WorkOrderSummary = Schemas['WorkOrderSummary'];
export type CorrectiveAction = Schemas['CorrectiveAction'];
export type CorrectiveActionSummary = Schemas['CorrectiveActionSummary'];

/** Where the tasks of a kind are served, here as in the API. */
export type TaskKind = 'work-orders' | 'corrective-actions';

const PAGE = 60;
/** The stream tells of cases only. */
const LOOK_AGAIN_MS = 15_000;
const OPEN_ORDERS = 'ordered,accepted';
const OPEN_ACTIONS = 'issued,accepted,planned,reported';

export interface TaskFilter {
  readonly open: boolean;
  readonly department?: string;
}

/** Work orders, those of complaints before others, then by due time. */
export function useWorkOrders({ open, department }: TaskFilter, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['tasks', 'work-orders', open, department],
    enabled,
    refetchInterval: LOOK_AGAIN_MS,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/work-orders', {
          params: { query: { limit: PAGE, ...queryOf(open && OPEN_ORDERS, department, pageParam) } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
}

/** Corrective actions, what is due first before others. */
export function useActions({ open, department }: TaskFilter, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['tasks', 'corrective-actions', open, department],
    enabled,
    refetchInterval: LOOK_AGAIN_MS,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/corrective-actions', {
          params: { query: { limit: PAGE, ...queryOf(open && OPEN_ACTIONS, department, pageParam) } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
}

function queryOf(stage: string | false, department: string | undefined, cursor: string) {
  return {
    ...(stage !== false && { stage }),
    ...(department !== undefined && { department }),
    ...(cursor !== '' && { cursor }),
  };
}

export function useWorkOrder(id: string) {
  return useQuery({
    queryKey: ['tasks', 'work-orders', id],
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: () => answered(api.GET('/api/v1/work-orders/{id}', { params: { path: { id } } })),
  });
}

export function useAction(id: string) {
  return useQuery({
    queryKey: ['tasks', 'corrective-actions', id],
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: () => answered(api.GET('/api/v1/corrective-actions/{id}', { params: { path: { id } } })),
  });
}

/** Everything that has happened in it, in its order. */
export function useTaskEvents(kind: TaskKind, id: string, revision: number) {
  return useQuery({
    queryKey: ['tasks', kind, id, 'events', revision],
    queryFn: async () => {
      const path = { params: { path: { id } } };
      const answer =
        kind === 'work-orders'
          ? await answered(api.GET('/api/v1/work-orders/{id}/events', path))
          : await answered(api.GET('/api/v1/corrective-actions/{id}/events', path));
      return answer.items;
    },
  });
}

/** The work orders of a case, the first first. */
export function useOrdersOfCase(number: string) {
  return useQuery({
    queryKey: ['case', number, 'work-orders'],
    queryFn: async () => {
      const path = { params: { path: { number } } };
      return (await answered(api.GET('/api/v1/complaints/{number}/work-orders', path))).items;
    },
  });
}

/** The corrective actions that come from a case. */
export function useActionsOfCase(number: string) {
  return useQuery({
    queryKey: ['case', number, 'corrective-actions'],
    queryFn: async () =>
      (
        await answered(
          api.GET('/api/v1/corrective-actions', { params: { query: { case: number, limit: PAGE } } }),
        )
      ).items,
  });
}
