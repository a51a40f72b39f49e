import type { ActionTerms, CorrectiveAction } from '../../domain/corrective-action/corrective-action';
import type { ActionEvent } from '../../domain/corrective-action/rules';
import type { Plan } from '../sealing';
import { COMMON_EVENTS, TASK_PLAN } from '../tasks/task-plan';

type EventPlans = {
  readonly [T in ActionEvent['type']]: Plan<Extract<ActionEvent, { readonly type: T }>['payload']>;
};

/** What of an issued corrective action people wrote. */
export const TERMS_PLAN = {
  id: 'plain',
  cases: 'plain',
  department: 'plain',
  persons: 'sealed',
  due: 'plain',
  reason: 'sealed',
  issuedBy: 'plain',
  issuedAt: 'plain',
  rules: 'plain',
  about: 'plain',
  sensitive: 'plain',
} as const satisfies Plan<ActionTerms>;

const by = 'plain';
const at = 'plain';
const plan = { measures: 'sealed', due: 'plain' } as const;
const report = { result: 'sealed' } as const;
const verify = { effective: 'plain', note: 'sealed' } as const;

/** What of corrective actions people wrote. */
export const ACTION_PLANS = {
  events: {
    ...COMMON_EVENTS,
    issued: TERMS_PLAN,
    accept: 'plain',
    plan,
    report,
    verify,
    repeat: 'plain',
    'watch-ended': 'plain',
  } satisfies EventPlans,
  state: {
    ...TASK_PLAN,
    cases: 'plain',
    persons: 'sealed',
    due: 'plain',
    reason: 'sealed',
    rules: 'plain',
    about: 'plain',
    cycle: 'plain',
    plan: { ...plan, by, at },
    report: { ...report, by, at },
    checks: [{ ...verify, by, at }],
    watch: 'plain',
    repeats: 'plain',
  } satisfies Plan<CorrectiveAction>,
} as const;
