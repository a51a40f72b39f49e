import type { Actor, Role } from '../../../domain/people/actor';

const person = (user: string, role: Role, department?: string): Actor => ({
  user,
  roles: [role],
  ...(department !== undefined && { department }),
});

/** The people of the test company; the directory knows them by the same ids. */
export const people = {
  agent: person('agent', 'agent', 'customer-service'),
  specialist: person('specialist', 'specialist', 'customer-service'),
  supervisor: person('supervisor', 'supervisor', 'customer-service'),
  qualityManager: person('quality-manager', 'quality-manager', 'customer-service'),
  headOfCustomerService: person('head-of-customer-service', 'head-of-customer-service', 'customer-service'),
  executive: person('executive', 'executive'),
  auditor: person('auditor', 'auditor'),
  administrator: person('administrator', 'administrator'),
  lead: (department: string): Actor => person(`lead-${department}`, 'lead', department),
  handler: (department: string): Actor => person(`handler-${department}`, 'handler', department),
} as const;

export const DEPARTMENTS = [
  'customer-service',
  'marketing',
  'planning',
  'production',
  'technical',
  'operations',
  'logistics',
  'after-sales',
  'office',
  'network-operations',
  'applications',
  'cdn',
  'internet',
  'content',
  'value-added',
] as const;
