import path from 'node:path';
import type { Policy } from '../../domain/policy/policy';
import { loadPacks } from '../../models/policies';

export const POLICIES = path.join(__dirname, '..', '..', 'policies');

export const DEPARTMENTS = [
  'customer-service',
  'marketing',
  'planning',
  'production',
  'technical',
  'operations',
  'logistics',
] as const;

/** The pack `media` as shipped. */
export async function loadMedia(): Promise<Policy> {
  const packs = await loadPacks(POLICIES, DEPARTMENTS);
  const media = packs.find(({ id }) => id === 'media');
  if (!media) throw new Error('policies/media.yaml is missing.');
  return { ...media.rules, version: 1 };
}
