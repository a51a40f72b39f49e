import { expectRefused, type Mistake, problemsOf } from './mistakes';
import { EVERYTHING } from '../everything';

const MISTAKES: readonly Mistake[] = [
  // Ids
  [
    'two duties of one id',
    [['id: 7-target', 'id: 7-callback']],
    '7-callback, title: { zh: 目标',
    /two duties '7-callback'/,
  ],
  ['two channels of one id', [['id: desk', 'id: phone']], 'phone, title: { zh: 柜台', /two channels 'phone'/],

  // Transfers, channels, fields, duties, texts, marks
  [
    'a transferred case that was not',
    [['    when: { transferred: true }\n', '']],
    'id: 3-transfer',
    /write when: \{ transferred: true \}/,
  ],
  [
    'a channel that the pack has not',
    [['channel: [phone]', 'channel: [fax]']],
    'fax]',
    /no channel 'fax': write one of phone, desk/,
  ],
  [
    'a field that an intake has not',
    [['customer.phone|customer.email', 'customer.phone|customer.mail']],
    'customer.phone|customer.mail',
    /no field 'customer.mail'.*did you mean 'customer.email'/,
  ],
  [
    'a count of what is not counted',
    [['target: 99.8', 'target: 99.8, atLeast: 3']],
    '3 }\nsupervision',
    /belongs to call-backs, not to target/,
  ],
  [
    'a target of what has none',
    [['atLeast: 3', 'atLeast: 3, target: 90']],
    '90 }',
    /belongs to target, not to call-backs/,
  ],
  [
    'a duty that nobody hears of',
    [['tell: [executive], target', 'tell: [], target']],
    '[], target',
    /nobody is told/,
  ],
  [
    'a template that there is not',
    [['template: assigned', 'template: asigned']],
    'asigned',
    /no template 'asigned': did you mean 'assigned'/,
  ],
  [
    'a mark on nothing',
    [['defaults: [arbitrateAfterReturns,', 'defaults: [latestPromise,']],
    'latestPromise',
    /says nothing at 'latestPromise'/,
  ],
  [
    'a mark on a clock that there is not',
    [['clocks.1-assign.rungs', 'clocks.1-asign.rungs']],
    'clocks.1-asign.rungs',
    /says nothing at/,
  ],
];

test('the pack that says something of everything is accepted', () => {
  expect(problemsOf(EVERYTHING)).toEqual([]);
});

test.each(MISTAKES)('refused at its place: %s', (...mistake) => {
  expectRefused(mistake);
});
