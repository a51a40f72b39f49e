import { COMMAND_NAMES } from '../../domain/case/admission';
import { STAGES } from '../../domain/case/stage';
import type { Happening, NamedTime } from '../../domain/policy/policy';

const BY_THEMSELVES = [
  'receipt',
  'steps-done',
  'promise',
  'new-round',
  'clock-warned',
  'clock-broken',
  'clock-overdue',
  'supervisor-named',
  'notice-given-up',
  'transfer',
  'work-order-ended',
  'orders-done',
  'claim-at',
  'claim-decided',
  'corrective-action-issued',
  'responsibility-incident',
] as const satisfies readonly Happening[];

/** Every happening that a pack can name. */
export const HAPPENINGS: readonly Happening[] = [
  ...BY_THEMSELVES,
  ...STAGES.flatMap((stage): Happening[] => [`enter:${stage}`, `leave:${stage}`]),
  ...COMMAND_NAMES,
];

/** The happenings that name a time of their own, and what may take its limit from them. */
export const NAMES_A_TIME = {
  step: ['plan'],
  promise: ['promise', 'promise-reply', 'log-contact', 'customer-in-doubt'],
  transfer: ['receipt', 'transfer', 'set-transfer'],
  reply: ['receipt'],
} as const satisfies Readonly<Record<NamedTime, readonly Happening[]>>;
