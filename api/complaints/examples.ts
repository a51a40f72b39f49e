/** One complaint as the examples of the document tell it. */
export const NUMBER = 'C20261122-000042';

export const filingExample = {
  kind: 'complaint',
  channel: 'phone',
  channelDetail: '400 line',
  customer: { name: '王小明', phone: '+86 138 0013 8000' },
  matter: 'The appliance restarts itself five minutes after it is switched on. Bought a week ago.',
  occurredText: 'day 7 after purchase',
  expectation: 'A new appliance',
  contentType: 'product',
  subtype: 'quality',
  urgency: 'major',
};

export const summaryExample = {
  number: NUMBER,
  kind: 'complaint',
  policy: 'media',
  policyVersion: 1,
  stage: 'accepting',
  round: 1,
  revision: 9,
  department: 'technical',
  handler: null,
  owner: 'agnes',
  supervisors: ['simon'],
  contentType: 'product',
  subtype: 'quality',
  urgency: 'major',
  level: null,
  tag: 'product-quality-major',
  priority: 2,
  dueAt: '2026-11-23T02:00:00.000Z',
  receivedAt: '2026-11-23T00:55:00.000Z',
  enteredAt: '2026-11-23T00:56:00.000Z',
};
