/**
 * Where a case stands in the procedure, in the order of the work. `deciding` is a suggestion's, `answering` a
 * consultation's and a suggestion's.
 */
export const STAGES = [
  'registered',
  'assigning',
  'accepting',
  'planning',
  'handling',
  'confirming',
  'deciding',
  'answering',
  'closed',
  'archived',
] as const;

export type Stage = (typeof STAGES)[number];

/** The stages in which somebody still works on the case. */
export const OPEN_STAGES = [
  'registered',
  'assigning',
  'accepting',
  'planning',
  'handling',
  'confirming',
  'deciding',
  'answering',
] as const satisfies readonly Stage[];

export function isOpen(stage: Stage): boolean {
  return stage !== 'closed' && stage !== 'archived';
}
