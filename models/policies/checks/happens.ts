import type { Happening, Trigger } from '../../../domain/policy/policy';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';
import { conditionsOf, happeningOf, triggersOf } from './places';

/** Clocks and notices that wait for what can't happen under this pack. */
export function neverHappens(rules: Rules): readonly Finding[] {
  return [
    ...triageProblems(rules),
    ...triggersOf(rules).flatMap(({ value, list, path }) =>
      idleCondition(value, list === 'until').map((message) => ({ path, message })),
    ),
    ...rules.clocks.flatMap((clock) =>
      (['from', 'until'] as const).flatMap((list) => {
        const [reason, ...others] = clock[list].map((trigger) => whyNever(happeningOf(trigger), rules));
        if (reason === undefined || others.includes(undefined)) return [];
        const what = list === 'from' ? 'starts' : 'ends by being done';
        return [{ path: ['clocks', { id: clock.id }, list], message: `this clock never ${what}: ${reason}` }];
      }),
    ),
    ...rules.notices.flatMap(({ on }, index) => {
      const reason = whyNever(on, rules);
      return reason === undefined
        ? []
        : [{ path: ['notices', index, 'on'], message: `this is never told: ${reason}` }];
    }),
    ...endedAtOnce(rules),
    ...resumedTwice(rules),
    ...kindsNotTaken(rules),
  ];
}

const TRIAGE = 'this pack does not ask whether the company is answerable: add triage with its scripts.';

function triageProblems(rules: Rules): Finding[] {
  if (rules.triage) return [];
  return triggersOf(rules)
    .filter(({ value }) => happeningOf(value) === 'triage')
    .map(({ path }) => ({ path, message: TRIAGE }));
}

/** Conditions belong to the happenings that say something on them; who acts is known only of a clock that runs. */
function idleCondition(trigger: Trigger, ofRunning: boolean): string[] {
  if (typeof trigger === 'string') return [];
  const { on, substantive, method, finding, answerable, by } = trigger;
  const ofContacts = on === 'log-contact' || on === 'promise';
  return [
    ...(substantive && !ofContacts ? [`'substantive' is said of a contact: write on: log-contact.`] : []),
    ...(method !== undefined && !ofContacts ? [`'method' is that of a contact: write on: log-contact.`] : []),
    ...(finding && on !== 'find' ? [`'finding' is what an investigation finds: write on: find.`] : []),
    ...(answerable !== undefined && on !== 'triage'
      ? [`'answerable' is what triage decides: write on: triage.`]
      : []),
    ...(by !== undefined && !ofRunning
      ? [`'by' means the holder of a clock that runs: it belongs in until.`]
      : []),
  ];
}

/** Why this can't happen in any case of the pack; undefined when it can. */
function whyNever(happening: Happening, rules: Rules): string | undefined {
  const takes = (...kinds: Rules['kinds']) => kinds.some((kind) => rules.kinds.includes(kind));
  switch (happening) {
    case 'triage':
      return rules.triage ? undefined : TRIAGE;
    case 'claim':
    case 'claim-at':
    case 'decide-claim':
    case 'claim-decided':
      return rules.claims ? undefined : 'nobody decides claims: add claims with its ladder.';
    case 'responsibility-incident':
      return rules.recordIncidents ? undefined : 'no incidents are recorded: write recordIncidents: true.';
    case 'pause':
    case 'resume':
      return rules.pause ? undefined : 'this pack grants no pause: write pause: true.';
    case 'decide-suggestion':
    case 'enter:deciding':
    case 'leave:deciding':
      return takes('suggestion') ? undefined : 'this pack takes in no suggestions: add them to kinds.';
    case 'answer':
    case 'enter:answering':
    case 'leave:answering':
      return takes('consultation', 'suggestion')
        ? undefined
        : 'this pack takes in neither consultations nor suggestions: add them to kinds.';
    case 'customer-satisfied':
    case 'customer-unsatisfied':
    case 'customer-in-doubt':
    case 'close-unsettled':
    case 'enter:confirming':
    case 'leave:confirming':
      return isConfirmed(rules)
        ? undefined
        : 'the final response closes the case, and nobody asks the customer after it.';
    default:
      return undefined;
  }
}

/** After a final response nobody asks; who is not answerable does, also where the pack has one. */
export function isConfirmed({ closing, triage }: Rules): boolean {
  return closing.finalResponse === undefined || triage !== undefined;
}

const AFTER_CLOSING: readonly Happening[] = ['enter:closed', 'callback', 'review'];

function endedAtOnce({ clocks }: Rules): Finding[] {
  return clocks.flatMap(({ id, from, afterClosing }) => {
    const late = from.findIndex((trigger) => AFTER_CLOSING.includes(happeningOf(trigger)));
    if (late < 0 || afterClosing === true) return [];
    return [
      {
        path: ['clocks', { id }, 'from', late],
        message: 'closing ends every clock that is not marked: write afterClosing: true.',
      },
    ];
  });
}

function resumedTwice({ clocks }: Rules): Finding[] {
  return clocks.flatMap(({ id, from, resumes = [] }) => {
    const starts = from.map((trigger) => JSON.stringify(trigger));
    const twice = resumes.findIndex((trigger) => starts.includes(JSON.stringify(trigger)));
    if (twice < 0) return [];
    return [
      {
        path: ['clocks', { id }, 'resumes', twice],
        message: 'starts the clock anew already (from): a clock either starts anew or resumes.',
      },
    ];
  });
}

function kindsNotTaken(rules: Rules): Finding[] {
  return conditionsOf(rules).flatMap(({ value, path }) =>
    (value.kind ?? [])
      .map((kind, index) => ({ kind, index }))
      .filter(({ kind }) => !rules.kinds.includes(kind))
      .map(({ kind, index }) => ({
        path: [...path, 'kind', index],
        message: `this pack takes in no ${kind}s: write kinds: [${[...rules.kinds, kind].join(', ')}].`,
      })),
  );
}
