export const CATEGORIES = ['steps', 'contacts', 'notes', 'files', 'clocks'] as const;
export type Category = (typeof CATEGORIES)[number];

const BY_TYPE: Readonly<Record<string, Category>> = {
  'log-contact': 'contacts',
  'contact-attempt': 'contacts',
  'promise-reply': 'contacts',
  'customer-satisfied': 'contacts',
  'customer-unsatisfied': 'contacts',
  'customer-in-doubt': 'contacts',
  callback: 'contacts',
  note: 'notes',
  'add-evidence': 'files',
};

/** Of which sort an event is, for the filter of the timeline. */
export function categoryOf(type: string): Category {
  return BY_TYPE[type] ?? (type.startsWith('clock-') ? 'clocks' : 'steps');
}

/** What only the clockwork needs: shown when somebody asks for the clocks. */
const QUIET = new Set(['clock-started', 'clock-ended', 'clock-retimed', 'limits-met']);

/** Whether an event is shown while nothing is filtered. */
export function isTold(type: string): boolean {
  return !QUIET.has(type);
}
