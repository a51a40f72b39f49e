import { allBut, only } from '../http/access';

/** Any signed-in employee may file a complaint, and so may another system; an auditor changes nothing. */
export const FILING = allBut('auditor', 'customer');

/** Whoever has to do with cases, each seeing their own; an administrator manages and reads no case. */
export const READING = allBut('administrator', 'customer');

/** A history shows everything that was ever sent: it is for those who examine. */
export const EXAMINING = only(
  'auditor',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
);

/** Which command is for whom is the case's own rule; these have none of theirs at all. */
export const ACTING = allBut('auditor', 'administrator', 'customer');
