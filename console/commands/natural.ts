import type { CaseView } from '../http/client';

/** What each stage waits for, the first that is admitted being the natural next step. */
const BY_STAGE: Readonly<Record<CaseView['stage'], readonly string[]>> = {
  registered: ['triage', 'assign', 'classify'],
  assigning: ['triage', 'assign'],
  accepting: ['accept', 'return'],
  planning: ['find', 'plan', 'resolve'],
  handling: ['complete-step', 'resolve'],
  confirming: ['customer-satisfied', 'customer-unsatisfied', 'customer-in-doubt'],
  deciding: ['decide-suggestion'],
  answering: ['answer'],
  closed: ['callback', 'review', 'reopen'],
  archived: ['callback', 'review'],
};

/** The commands that lead a case on now, the most natural one first; only such as are admitted. */
export function naturalCommands(view: CaseView, admitted: readonly string[]): readonly string[] {
  const claim = view.claims.some(({ decided }) => decided === undefined) ? ['decide-claim'] : [];
  const wanted = [...claim, ...BY_STAGE[view.stage]].filter((name) => admitted.includes(name));
  return wanted.filter((name) => fits(name, view));
}

function fits(name: string, view: CaseView): boolean {
  const round = view.rounds.at(-1);
  const openSteps = round?.plan?.steps.some(({ doneAt }) => doneAt === undefined) ?? false;
  switch (name) {
    case 'triage':
      return view.answerable === null;
    case 'find':
      return round?.finding === undefined;
    case 'complete-step':
      return openSteps;
    case 'resolve':
      return view.stage !== 'handling' || !openSteps;
    default:
      return true;
  }
}

/** In this order the rest stands in the menu. */
const IN_MENU: readonly string[] = [
  'log-contact',
  'contact-attempt',
  'promise-reply',
  'note',
  'add-evidence',
  'extend',
  'form-team',
  'order-work',
  'classify',
  'amend',
  'set-level',
  'claim',
  'escalate',
  'intervene',
];

/** Everything else that is admitted, what is used daily first. */
export function otherCommands(admitted: readonly string[], natural: readonly string[]): readonly string[] {
  const rest = admitted.filter((name) => !natural.includes(name));
  return rest.toSorted((a, b) => rank(a) - rank(b));
}

function rank(name: string): number {
  const place = IN_MENU.indexOf(name);
  return place < 0 ? IN_MENU.length : place;
}
