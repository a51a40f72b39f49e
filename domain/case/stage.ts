/** Where a complaint stands in the procedure, in the order of the work. */
export const STAGES = [
  'registered',
  'assigning',
  'accepting',
  'planning',
  'handling',
  'confirming',
  'closed',
  'archived',
] as const;

export type Stage = (typeof STAGES)[number];

/** The stages in which somebody still works on the complaint. */
export const OPEN_STAGES = [
  'registered',
  'assigning',
  'accepting',
  'planning',
  'handling',
  'confirming',
] as const satisfies readonly Stage[];

export function isOpen(stage: Stage): boolean {
  return stage !== 'closed' && stage !== 'archived';
}
