import { begun, classified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('life');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

test('a complaint is led from intake to the satisfied customer', async () => {
  const agent = system.as('agent');
  const number = await begun(agent, classified);
  const before = await agent.get(`complaints/${number}`);
  expect(before.body).toMatchObject({ number, stage: 'accepting', kind: 'complaint', policy: 'media' });
  const department = String(before.body['department']);
  const lead = system.as(`${department}-lead`);
  const at = new Date(Date.now() + 86_400_000).toISOString();

  const steps: [typeof agent, string, object, string][] = [
    [lead, 'accept', {}, 'planning'],
    [lead, 'find', { finding: 'fault', rootCause: 'solder', text: 'a cold joint' }, 'planning'],
    [
      lead,
      'plan',
      {
        owner: `${department}-lead`,
        steps: [{ what: 'replace', owner: 'x', due: at }],
        expectedCompletion: at,
      },
      'handling',
    ],
    [lead, 'complete-step', { step: 1, result: 'done' }, 'handling'],
    [lead, 'resolve', { result: 'replaced', customerContent: 'yes' }, 'confirming'],
    [agent, 'customer-satisfied', { rating: 5 }, 'closed'],
  ];
  for (const [who, command, body, stage] of steps) {
    const answer = await who.post(`complaints/${number}/${command}`, body);
    expect({ command, ...answer.body }).toMatchObject({ command, number, stage });
    expect(answer.status).toBe(200);
  }
  const after = await agent.get(`complaints/${number}`);
  expect(after.body).toMatchObject({
    stage: 'closed',
    closing: { outcome: { kind: 'satisfied', rating: 5 } },
  });
});
