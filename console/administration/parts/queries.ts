import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../http/client';
import { answered } from '../../http/failure';

/** What the administration has loaded; a change makes all of it stale. */
const ALL = 'administration';

export function useAccounts() {
  return useQuery({
    queryKey: [ALL, 'accounts'],
    queryFn: () => answered(api.GET('/api/v1/accounts')).then(({ items }) => items),
  });
}

export function usePeople() {
  return useQuery({
    queryKey: [ALL, 'people'],
    queryFn: () => answered(api.GET('/api/v1/people')).then(({ items }) => items),
  });
}

export function useDepartments() {
  return useQuery({
    queryKey: [ALL, 'departments'],
    queryFn: () => answered(api.GET('/api/v1/departments')).then(({ items }) => items),
  });
}

export function usePacks() {
  return useQuery({
    queryKey: [ALL, 'packs'],
    queryFn: () => answered(api.GET('/api/v1/packs')).then(({ items }) => items),
  });
}

export function usePackVersions(id: string) {
  return useQuery({
    queryKey: [ALL, 'packs', id],
    queryFn: () =>
      answered(api.GET('/api/v1/packs/{id}/versions', { params: { path: { id } } })).then(
        ({ items }) => items,
      ),
    enabled: id !== '',
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: [ALL, 'templates'],
    queryFn: () => answered(api.GET('/api/v1/notice-templates')).then(({ items }) => items),
  });
}

export function useWebhooks() {
  return useQuery({
    queryKey: [ALL, 'webhooks'],
    queryFn: () => answered(api.GET('/api/v1/webhooks')).then(({ items }) => items),
  });
}

/** Loads anew what was changed, and the names that every page shows. */
export function useReload(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: [ALL] }),
      queries.invalidateQueries({ queryKey: ['company'] }),
    ]);
  };
}
