import type { Role } from '../http/client';
import type { MessageKey } from '../language/language';
import { hasRole } from '../session/session';
import type { Session } from '../session/session-api';

/** What is administered, and who may look at it; what only an administrator may change is asked for in each page. */
const AREAS = [
  { path: 'people', title: 'adm.people', roles: ['administrator', 'auditor'] },
  { path: 'departments', title: 'adm.departments', roles: ['administrator', 'auditor'] },
  {
    path: 'calendar',
    title: 'adm.calendar',
    roles: [
      'administrator',
      'auditor',
      'lead',
      'supervisor',
      'quality-manager',
      'head-of-customer-service',
      'executive',
    ],
  },
  {
    path: 'packs',
    title: 'adm.packs',
    roles: [
      'administrator',
      'auditor',
      'lead',
      'supervisor',
      'quality-manager',
      'head-of-customer-service',
      'executive',
    ],
  },
  {
    path: 'retention',
    title: 'adm.retention',
    roles: ['quality-manager', 'head-of-customer-service', 'auditor', 'administrator'],
  },
  { path: 'notices', title: 'adm.notices', roles: ['administrator', 'quality-manager', 'auditor'] },
  { path: 'api-keys', title: 'adm.keys', roles: ['administrator', 'auditor'] },
  { path: 'webhooks', title: 'adm.webhooks', roles: ['administrator', 'auditor'] },
] as const satisfies readonly {
  readonly path: string;
  readonly title: MessageKey;
  readonly roles: readonly Role[];
}[];

export type Area = (typeof AREAS)[number];

/** The areas that somebody may look at. */
export function areasOf(session: Pick<Session, 'roles'>): readonly Area[] {
  return AREAS.filter(({ roles }) => hasRole(session, ...roles));
}

/** Whether somebody may change what stands here; others read. */
export function administers(session: Pick<Session, 'roles'>): boolean {
  return hasRole(session, 'administrator');
}
