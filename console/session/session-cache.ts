import type { QueryClient } from '@tanstack/react-query';
import type { Session } from './session-api';

export const SESSION = ['session'] as const;

/** From now on this is who is signed in (null: nobody): nothing that somebody else has loaded stays. */
export function enter(queries: QueryClient, session: Session | null): void {
  queries.setQueryData(SESSION, session);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
}
