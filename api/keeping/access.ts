import type { Role } from '../../domain/people/actor';
import { only } from '../http/access';

/** Who answers for what is kept: quality management and the head of customer service. */
const RESPONSIBLE: readonly Role[] = ['quality-manager', 'head-of-customer-service'];

/** Who places and lifts legal holds. */
export const HOLDING = only(...RESPONSIBLE);

/** Erasing can't be undone, and is decided by one. */
export const ERASING = only('head-of-customer-service');

/** Who sees on a case what keeps it, with the reasons. */
export const SEEING = only(...RESPONSIBLE, 'supervisor', 'executive', 'auditor');

/** Who sees all holds and plans of retention. An administrator sees the numbers of cases, and opens none. */
export const OVERSEEING = only(...RESPONSIBLE, 'auditor', 'administrator');
