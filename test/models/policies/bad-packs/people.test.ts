import { expectRefused, type Mistake, part } from './mistakes';

const CLAIMS = part('claims:\n', 'duties:');

const MISTAKES: readonly Mistake[] = [
  // Departments
  [
    'a route to a department that there is not',
    [['product: technical', 'product: technic']],
    'technic }',
    /no department 'technic': write one of .*technical/,
  ],
  [
    'a standing group with one',
    [['group: [customer-service, marketing]', 'group: [customer-service, market]']],
    'market]',
    /no department 'market'/,
  ],
  ['a work order to one', [['order: production', 'order: factory']], 'factory,', /no department 'factory'/],

  // The ladder of authority
  [
    'a ladder without a top',
    [['{ role: executive }', "{ role: executive, upTo: '9000.00' }"]],
    "'9000.00'",
    /the ladder has no top: nobody decides beyond 9000.00/,
  ],
  [
    'a ladder that ends in its middle',
    [["{ role: supervisor, upTo: '1000.00' }", '{ role: supervisor }']],
    '{ role: supervisor }',
    /'supervisor' decides without limit/,
  ],
  [
    'a ladder whose limits fall',
    [["upTo: '1000.00'", "upTo: '150.00'"]],
    "'150.00'",
    /limits rise .* more than 200.00/,
  ],
  ['a ladder whose limits stay', [["upTo: '1000.00'", "upTo: '200.0'"]], "'200.0'", /limits rise/],
  [
    'a role twice on the ladder',
    [["role: supervisor, upTo: '1000.00'", "role: owner, upTo: '1000.00'"]],
    "owner, upTo: '1000.00'",
    /'owner' stands on the ladder twice/,
  ],
  [
    'two people of one rung',
    [["    - { role: owner, upTo: '200.00' }\n    - { role: supervisor, upTo: '1000.00' }\n", '']],
    "'500.00'",
    /nobody else could sign/,
  ],

  // Who holds a clock
  [
    'a clock without a holder',
    [['    holder: decider\n', '']],
    'id: 4-claim',
    /holder: is missing: write one of owner, /,
  ],
  ['a decider without claims', [[CLAIMS, '']], 'decider', /nobody holds this clock: the pack has no claims/],
  [
    'a decider before a claim',
    [['from: [claim-at]', 'from: [claim-at, accept]']],
    'accept]',
    /nobody holds this clock yet.*claim-at/,
  ],
  [
    'a decider who is called in',
    [['call: [supervisor]', 'call: [decider]']],
    '[decider]',
    /a decider is found for a claim alone/,
  ],
  [
    'a group that there is not',
    [['group: [customer-service, marketing]', 'group: []']],
    '[lead, group]',
    /names none: write group/,
  ],
];

test.each(MISTAKES)('refused at its place: %s', (...mistake) => {
  expectRefused(mistake);
});
