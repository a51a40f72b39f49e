import { FINDINGS } from '../../../domain/case/commands';
import type { FindingDemand } from '../../../domain/policy/policy';
import { length, role, roles, within, duration } from './words';
import type { Voice } from './voice';

/** What each finding demands. */
export function findingLines(voice: Voice): string[] {
  return FINDINGS.flatMap((finding) => {
    const demand = voice.rules.findings[finding];
    const demands = demand ? demandsOf(voice, finding, demand) : [];
    if (demands.length === 0) return [];
    const separator = voice.language === 'zh' ? '，' : ', ';
    return [
      voice.sentence(
        voice.say('finding.demand', {
          finding: voice.say(`finding.${finding}`),
          demands: demands.join(separator),
        }),
      ),
    ];
  });
}

function demandsOf(voice: Voice, finding: string, demand: FindingDemand): string[] {
  const { requires = [], apology, gift, call, order, correctiveAction } = demand;
  const said = (text: string, key: string): string =>
    text + (voice.marks.at('findings', finding, key) ? voice.say('default') : '');
  return [
    ...requires.map((field) => said(voice.say(`demand.requires.${field}`), 'requires')),
    ...(apology ? [said(voice.say('demand.apology'), 'apology')] : []),
    ...(gift ? [said(voice.say('demand.gift'), 'gift')] : []),
    ...(call ? [said(voice.say('demand.call', { roles: roles(voice, call) }), 'call')] : []),
    ...(order !== undefined
      ? [said(voice.say('demand.order', { department: voice.department(order) }), 'order')]
      : []),
    ...(correctiveAction
      ? [
          said(
            voice.say('demand.correctiveAction', { limit: within(voice, correctiveAction) }),
            'correctiveAction',
          ),
        ]
      : []),
  ];
}

/** Who may grant how much. */
export function claimLines(voice: Voice): string[] {
  const { claims } = voice.rules;
  if (!claims) return [];
  const { currency, ladder, twoPeopleAbove, standard } = claims;
  return [
    ...ladder.map(({ role: who, upTo }, index) => {
      const below = ladder[index - 1]?.upTo;
      const words = { currency, role: role(voice, who) };
      const text =
        upTo !== undefined
          ? voice.say('claims.rung', { ...words, amount: upTo })
          : below !== undefined
            ? voice.say('claims.top', { ...words, amount: below })
            : voice.say('claims.only', words);
      return voice.sentence(text, 'claims', 'ladder', String(index));
    }),
    ...(twoPeopleAbove !== undefined
      ? [
          voice.sentence(
            voice.say('claims.two', { amount: twoPeopleAbove, currency }),
            'claims',
            'twoPeopleAbove',
          ),
        ]
      : []),
    ...(standard
      ? [
          voice.sentence(
            voice.say('claims.standard', { standard: standard[voice.language] }),
            'claims',
            'standard',
          ),
        ]
      : []),
  ];
}

/** By when work orders and corrective actions are signed for and done. */
export function workLines(voice: Voice): string[] {
  const { workOrders, correctiveActions } = voice.rules;
  const { accept, plan, check, repeatWithin } = correctiveActions;
  return [
    voice.sentence(
      voice.say('work-orders', {
        accept: within(voice, workOrders.accept),
        finish: within(voice, workOrders.finish),
      }),
      'workOrders',
    ),
    voice.sentence(
      voice.say('corrective-actions', {
        accept: within(voice, accept),
        plan: within(voice, plan),
        check: within(voice, check),
        repeat: duration(voice, repeatWithin),
      }),
      'correctiveActions',
    ),
  ];
}

/** How far ahead is promised, and what is widespread. */
export function promiseLines(voice: Voice): string[] {
  const { latestPromise, widespread } = voice.rules;
  return [
    ...(latestPromise !== undefined
      ? [
          voice.sentence(
            voice.say('latest-promise', { length: duration(voice, latestPromise) }),
            'latestPromise',
          ),
        ]
      : []),
    ...(widespread
      ? [
          voice.sentence(
            voice.say('widespread', {
              count: widespread.count,
              within: length(voice, { duration: widespread.within, calendar: 'wall' }),
            }),
            'widespread',
          ),
        ]
      : []),
  ];
}
