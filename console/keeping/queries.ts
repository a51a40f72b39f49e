import { useQuery } from '@tanstack/react-query';
import { api } from '../http/client';
import { answered } from '../http/failure';

/** What keeps a case, anew after every change. */
export const keepingKey = (number: string) => ['keeping', number];

export function useKeeping(number: string) {
  return useQuery({
    queryKey: keepingKey(number),
    queryFn: () => answered(api.GET('/api/v1/complaints/{number}/keeping', { params: { path: { number } } })),
  });
}
