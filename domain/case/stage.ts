/**
 * The stages in which somebody works on the case, in the order of the work. `deciding` is a suggestion's, `answering` a
 * consultation's and a suggestion's.
 */
export const OPEN_STAGES = [
  'registered',
  'assigning',
  'accepting',
  'planning',
  'handling',
  'confirming',
  'deciding',
  'answering',
] as const;

/** Where a case stands in the procedure. */
export const STAGES = [...OPEN_STAGES, 'closed', 'archived'] as const;

export type Stage = (typeof STAGES)[number];

/** Whether a case in this stage is still being dealt with. */
export function isOpen(stage: Stage): boolean {
  return stage !== 'closed' && stage !== 'archived';
}
