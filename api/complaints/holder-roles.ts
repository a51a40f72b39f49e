import type { HolderRole } from '../../domain/policy/policy';

/** Every role that can hold a clock. */
export const HOLDER_ROLES = [
  'owner',
  'handler',
  'lead',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
] as const satisfies readonly HolderRole[];
