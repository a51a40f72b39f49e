import { expectRefused, type Mistake, part, type Change } from './mistakes';

const TRIAGE = part('triage:\n', 'findings:');
const CONFIRM_CLOCK = part('  - id: 1-confirm', '  - id: 2-urgent');
const CONSULTATION_CLOCK = part('  - id: 5-answer', '  - id: 6-decide');
const SUGGESTION_CLOCK = part('  - id: 6-decide', 'notices:');
const FINAL = 'reopenWindow: P30D, finalResponse: [{ id: upheld, title: { zh: 支持, en: Upheld } }] }';
const WITHOUT_LOOP: readonly Change[] = [
  [TRIAGE, ''],
  ['reopenWindow: P30D }', FINAL],
];

const MISTAKES: readonly Mistake[] = [
  // What never happens
  [
    'triage that is not asked',
    [
      [TRIAGE, ''],
      ['from: [claim-at]', 'from: [claim-at, { on: triage, answerable: yes }]'],
    ],
    '{ on: triage',
    /does not ask whether the company is answerable: add triage/,
  ],
  [
    'answerable of something else',
    [['{ on: log-contact, method: letter }', '{ on: find, answerable: "yes" }']],
    '{ on: find',
    /'answerable' is what triage decides/,
  ],
  [
    'a method of something else',
    [['{ on: log-contact, method: letter }', '{ on: find, method: letter }']],
    '{ on: find',
    /'method' is that of a contact/,
  ],
  [
    'a holder before the start',
    [['from: [enter:confirming]', 'from: [enter:confirming, { on: log-contact, by: lead }]']],
    '{ on: log-contact, by',
    /'by' means the holder of a clock that runs/,
  ],
  [
    'a clock that closing ends at once',
    [['from: [enter:confirming]', 'from: [enter:confirming, enter:closed]']],
    'enter:closed',
    /closing ends every clock .*afterClosing: true/,
  ],
  [
    'a clock that starts anew and resumes',
    [['    afterClosing: true\n', '    resumes: [transfer]\n']],
    'transfer]\n',
    /either starts anew or resumes/,
  ],
  [
    'a notice of what is not recorded',
    [['{ on: assign,', '{ on: responsibility-incident,']],
    'responsibility-incident',
    /never told: .*recordIncidents: true/,
  ],

  // Kinds
  [
    'a rule for a kind that is not taken in',
    [['kinds: [complaint, consultation, suggestion]', 'kinds: [complaint, suggestion]']],
    'consultation]',
    /takes in no consultations: write kinds: \[complaint, suggestion, consultation\]/,
  ],
  [
    'a consultation without a clock',
    [[CONSULTATION_CLOCK, '']],
    'consultation, suggestion]',
    /in answering, after registration, a consultation would wait without a clock/,
  ],
  [
    'a suggestion without a clock',
    [[SUGGESTION_CLOCK, '']],
    'suggestion]\ndefaults',
    /in deciding, after registration, a suggestion would wait/,
  ],
  [
    'a decided suggestion without a clock',
    [['from: [enter:deciding, enter:answering]', 'from: [enter:deciding]']],
    'suggestion]\ndefaults',
    /in answering, after decide-suggestion, a suggestion would wait/,
  ],
  [
    'a transferred complaint without a clock',
    [
      ['from: [enter:confirming]', 'when: { transferred: false }\n    from: [enter:confirming]'],
      ['    afterClosing: true\n', '    until: [enter:confirming]\n'],
      ['    until: [reply-to-body]\n', ''],
    ],
    '- id: 1-assign',
    /in confirming, after resolve, a complaint passed on by another body would wait/,
  ],
  [
    'what nobody is answerable for, without a clock',
    [[CONFIRM_CLOCK, '']],
    '- id: 1-assign',
    /in confirming, after triage \(not answerable\), a complaint would wait/,
  ],

  // A final response
  [
    'a clock for a question that nobody asks',
    WITHOUT_LOOP,
    '[enter:confirming]',
    /never starts: the final response closes the case/,
  ],
  ['attempts that nobody makes', WITHOUT_LOOP, '{ count: 3', /final response closes the case.*leave it out/],
  [
    'grounds that nobody needs',
    WITHOUT_LOOP,
    '[no-liability]',
    /final response closes the case.*leave it out/,
  ],
];

test.each(MISTAKES)('refused at its place: %s', (...mistake) => {
  expectRefused(mistake);
});
