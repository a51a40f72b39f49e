import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, type ReactNode } from 'react';
import { onSignedOut, type Role } from '../http/client';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { ChangePasswordPage } from './change-password';
import { readSession, type Session } from './session-api';
import { SESSION } from './session-cache';
import { SignInPage } from './sign-in';

const SessionContext = createContext<Session | undefined>(undefined);

/** Shows its children to whoever is signed in, and the sign-in page to everybody else. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: SESSION, queryFn: readSession, staleTime: Infinity });
  useEffect(() => onSignedOut(() => void queries.setQueryData(SESSION, null)), [queries]);
  if (data === undefined) {
    return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="session" />;
  }
  if (data === null) return <SignInPage />;
  if (data.mustChangePassword) return <ChangePasswordPage forced />;
  return <SessionContext value={data}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('Nobody is signed in here.');
  return session;
}

/** Roles by what they see and do in the console; what a command needs is the case’s own rule. */
export function hasRole({ roles }: Pick<Session, 'roles'>, ...wanted: readonly Role[]): boolean {
  return roles.some((role) => wanted.includes(role));
}

const NO_CASES: readonly Role[] = ['administrator', 'customer', 'integration'];

/** Whether somebody reads cases at all: an administrator manages only. */
export function readsCases(session: Pick<Session, 'roles'>): boolean {
  return session.roles.some((role) => !NO_CASES.includes(role));
}

/** Whether somebody has work of their own in the list; an auditor only looks. */
export function worksOnCases(session: Pick<Session, 'roles'>): boolean {
  return readsCases(session) && !session.roles.every((role) => role === 'auditor');
}

const STEPPING_IN: readonly Role[] = [
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
];

/** Whether somebody may step into a case that others hold. */
export function stepsIn(session: Pick<Session, 'roles'>): boolean {
  return hasRole(session, ...STEPPING_IN);
}

/** Whether somebody watches the clocks of others: a lead those of the own department. */
export function supervises(session: Pick<Session, 'roles'>): boolean {
  return stepsIn(session) || hasRole(session, 'lead');
}

/** Any signed-in employee may file; an auditor changes nothing. */
export function files(session: Pick<Session, 'roles'>): boolean {
  return session.roles.some((role) => role !== 'auditor' && role !== 'customer');
}
