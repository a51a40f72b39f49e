import { expectRefused, type Mistake, part } from './mistakes';

const EXTENSION = part('    extension:', '    rungs: [{ at: 75');

const MISTAKES: readonly Mistake[] = [
  // Limits that contradict each other
  [
    'a cap below the limit',
    [['cap: { duration: P7D', 'cap: { duration: P2D']],
    '{ duration: P2D, calendar: working }, authority',
    /leaves nothing to extend: .*more than the limit, \{ duration: P3D, calendar: working \}/,
  ],
  [
    'a cap that is the limit',
    [['cap: { duration: P7D', 'cap: { duration: P3D']],
    '{ duration: P3D, calendar: working }, authority',
    /leaves nothing to extend/,
  ],
  [
    'a cap on another calendar',
    [['cap: { duration: P7D, calendar: working }', 'cap: P1D']],
    'P1D, authority',
    /leaves nothing to extend/,
  ],
  [
    'an authority below the limit',
    [['authority: { duration: P5D', 'authority: { duration: P1D']],
    '{ duration: P1D',
    /shorter than the limit itself/,
  ],
  [
    'an authority beyond the cap',
    [['authority: { duration: P5D', 'authority: { duration: P9D']],
    '{ duration: P9D',
    /goes beyond the cap/,
  ],
  [
    'an authority that nobody uses',
    [['    facesCustomer: true\n', '']],
    '{ duration: P5D',
    /only a supervisor extends this clock/,
  ],
  [
    'less time for what presses less',
    [
      ['when: { urgency: [urgent] }', 'when: { urgency: [urgent], channel: [phone] }'],
      ['limit: PT2H', 'limit: P2D'],
    ],
    'P2D',
    /gives 'urgent' more time than '2-general'/,
  ],
  [
    'an interim letter after the result',
    [
      [
        'limit: { duration: P2D, calendar: working }\n    holder: handler',
        'limit: { duration: P4D, calendar: working }\n    holder: handler',
      ],
    ],
    '{ duration: P4D',
    /is due after '1-handle', and ends with it: write less than \{ duration: P3D/,
  ],
  [
    'two limits for the same',
    [
      ['    until: [{ on: log-contact, method: letter }, resolve]', '    until: [resolve]'],
      ['holder: handler', 'holder: lead'],
    ],
    '{ duration: P2D, calendar: working }\n',
    /'1-handle' asks for the same within/,
  ],
  [
    'a promise beyond the limit',
    [
      ['routing:', 'latestPromise: P9D\nrouting:'],
      [
        'from: [enter:accepting, new-round]\n    until: [resolve]\n    limit: { duration: P3D, calendar: working }',
        'from: [receipt]\n    until: [resolve]\n    limit: P7D',
      ],
      [EXTENSION, ''],
    ],
    'P9D',
    /lets an answer be promised after '1-handle' is due: write P7D or less/,
  ],
  [
    'important records kept shorter',
    [['important: P1000D', 'important: P100D']],
    'P100D',
    /no shorter than the others: write P365D or more/,
  ],
];

test.each(MISTAKES)('refused at its place: %s', (...mistake) => {
  expectRefused(mistake);
});
