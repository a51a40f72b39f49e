import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiClient } from './support/client';
import { begun, classified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let administrator: ApiClient;

beforeAll(async () => {
  system = await startSystem('people');
  await system.startWorker();
  administrator = system.as('administrator');
}, 60_000);
afterAll(() => system.close());

const withAbsences = z.object({ absences: z.array(z.object({ to: z.string() })) });

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
/** A stretch of time of its own for each test, days ahead. */
const daysAhead = (day: number) => ({ from: inHours(24 * day), to: inHours(24 * day + 8) });

async function entered(who: ApiClient, user: string, body: object): Promise<string> {
  const answer = await who.post(`people/${user}/absences`, body);
  expect({ user, status: answer.status }).toEqual({ user, status: 201 });
  return String(answer.body['id']);
}

/** The notice that goes to this user, once it is written. */
async function untilTold(number: string, to: string) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const notice = await system.mongo.connection.collection('notices').findOne({ number, to });
    if (notice) return notice;
    await setTimeout(50);
  }
  throw new Error(`${to} was not told of ${number}`);
}

describe('reading', () => {
  test('the directory is for administrators and auditors', async () => {
    const { status, body } = await administrator.get('people');
    expect(status).toBe(200);
    expect(body['items']).toContainEqual({
      user: 'technical-lead',
      name: '刘洋',
      roles: ['lead'],
      department: 'technical',
      email: 'technical-lead@example.com',
      deputy: null,
      absences: [],
    });
    expect((await system.as('auditor').get('people')).status).toBe(200);
    expect((await system.as('agent').get('people')).status).toBe(403);
    expect((await system.as('integration').get('people/integration')).status).toBe(403);
  });

  test('everybody reads themselves, and learns nothing of whether others exist', async () => {
    const agent = system.as('agent');
    expect((await agent.get('people/agent')).body).toMatchObject({ user: 'agent', standIn: null });
    expect((await agent.get('people/technical-lead')).status).toBe(403);
    expect((await agent.get('people/nobody-of-that-name')).status).toBe(403);
    expect((await administrator.get('people/nobody-of-that-name')).status).toBe(404);
  });
});

describe('absences', () => {
  test('everybody enters and ends their own, an administrator anybody’s, nobody else’s others', async () => {
    const handler = system.as('logistics-handler');
    const id = await entered(handler, 'logistics-handler', { ...daysAhead(1), reason: '培训' });
    await entered(administrator, 'logistics-handler', daysAhead(3));

    for (const other of ['logistics-lead', 'auditor', 'supervisor']) {
      const intruder = system.as(other);
      const attempt = await intruder.post('people/logistics-handler/absences', daysAhead(5));
      expect({ other, status: attempt.status }).toEqual({ other, status: 403 });
      const ending = await intruder.post(`people/logistics-handler/absences/${id}/end`);
      expect({ other, status: ending.status }).toEqual({ other, status: 403 });
    }
    const { body } = await handler.get('people/logistics-handler');
    expect(body['absences']).toMatchObject([
      { id, reason: '培训', enteredBy: 'logistics-handler' },
      { enteredBy: 'administrator' },
    ]);
    // Neither has begun, so the ended one is gone.
    const after = await handler.post(`people/logistics-handler/absences/${id}/end`);
    expect(after.status).toBe(200);
    expect(after.body['absences']).toMatchObject([{ enteredBy: 'administrator' }]);
    expect((await handler.post(`people/logistics-handler/absences/${id}/end`)).status).toBe(404);
  });

  test('one that runs ends now, and once it is over it stays as it is', async () => {
    const lead = system.as('production-lead');
    const id = await entered(lead, 'production-lead', { from: inHours(-1), to: inHours(4) });
    const end = async () =>
      withAbsences.parse((await lead.post(`people/production-lead/absences/${id}/end`)).body).absences;
    const [ended] = await end();
    expect(Date.parse(ended?.to ?? '')).toBeLessThanOrEqual(Date.now());
    expect(await end()).toEqual([ended]);
    expect((await lead.get('people/production-lead')).body['standIn']).toBeNull();
  });

  test.each([
    ['ends before it begins', { from: inHours(5), to: inHours(4) }, 'to'],
    ['takes no time', { from: '2030-01-01T00:00:00Z', to: '2030-01-01T08:00:00+08:00' }, 'to'],
    ['is over', { from: inHours(-5), to: inHours(-4) }, 'to'],
    ['has no offset', { from: '2030-01-01T00:00:00', to: inHours(1) }, 'from'],
    ['is on a day that does not exist', { from: inHours(1), to: '2030-02-30T00:00:00Z' }, 'to'],
    ['has no end', { from: inHours(1) }, 'to'],
    ['has a field that there is not', { ...daysAhead(2), deputy: 'agent' }, 'deputy'],
    ['has an empty reason', { ...daysAhead(2), reason: ' ' }, 'reason'],
    ['names an ID-card number', { ...daysAhead(2), reason: '身份证 11010519491231002X' }, 'reason'],
  ])('one that %s is 422 and names the field', async (_what, body, field) => {
    const answer = await administrator.post('people/planning-lead/absences', body);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toMatchObject([{ field }]);
    expect((await administrator.get('people/planning-lead')).body['absences']).toEqual([]);
  });

  test('of one person don’t overlap, and may follow on each other', async () => {
    await entered(administrator, 'planning-handler', {
      from: '2031-01-02T00:00:00Z',
      to: '2031-01-04T00:00:00Z',
    });
    const overlapping = [
      { from: '2031-01-03T00:00:00Z', to: '2031-01-03T01:00:00Z' },
      { from: '2031-01-01T00:00:00Z', to: '2031-01-05T00:00:00Z' },
      { from: '2031-01-01T00:00:00Z', to: '2031-01-02T08:00:01+08:00' },
    ];
    for (const body of overlapping) {
      const answer = await administrator.post('people/planning-handler/absences', body);
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'from' }] } });
    }
    const following = { from: '2031-01-04T08:00:00+08:00', to: '2031-01-05T00:00:00Z' };
    await entered(administrator, 'planning-handler', following);
    const several = await Promise.all(
      Array.from({ length: 5 }, () =>
        administrator.post('people/planning-handler/absences', {
          from: '2032-01-01T00:00:00Z',
          to: '2032-01-02T00:00:00Z',
        }),
      ),
    );
    expect(several.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422]);
  });

  test('are of somebody whom there is', async () => {
    expect((await administrator.post('people/nobody/absences', daysAhead(1))).status).toBe(404);
    expect((await administrator.post('people/agent/absences/nothing/end')).status).toBe(404);
  });
});

describe('deputies', () => {
  test.each([
    ['nobody known', 'nobody'],
    ['themselves', 'technical-lead'],
    ['somebody of another department', 'marketing-handler'],
    ['an auditor', 'auditor'],
  ])('of a lead can’t be %s', async (_who, deputy) => {
    const answer = await administrator.post('people/technical-lead/deputy', { deputy });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'deputy' }] } });
    expect(JSON.stringify(answer.body)).not.toContain(`"${deputy}"`);
  });

  test('are named by administrators, also for oneself', async () => {
    const lead = system.as('technical-lead');
    expect((await lead.post('people/technical-lead/deputy', { deputy: 'technical-handler' })).status).toBe(
      403,
    );
    const none = await administrator.post('people/nobody/deputy', { deputy: 'agent' });
    expect(none.status).toBe(404);
    const named = await administrator.post('people/supervisor/deputy', { deputy: 'quality-manager' });
    expect(named).toMatchObject({ status: 200, body: { deputy: 'quality-manager', standIn: null } });
    const removed = await administrator.post('people/supervisor/deputy', { deputy: null });
    expect(removed).toMatchObject({ status: 200, body: { deputy: null } });
  });

  test('stand in for deputies who are away, and the way is shown', async () => {
    await administrator.post('people/supervisor/deputy', { deputy: 'specialist' });
    await administrator.post('people/specialist/deputy', { deputy: 'agent' });
    const until5 = inHours(5);
    const ids = {
      supervisor: await entered(administrator, 'supervisor', { from: inHours(-1), to: until5 }),
      specialist: await entered(administrator, 'specialist', { from: inHours(-1), to: until5 }),
    };
    expect((await administrator.get('people/supervisor')).body['standIn']).toEqual({
      user: 'agent',
      via: [
        { user: 'supervisor', awayUntil: until5, next: 'deputy' },
        { user: 'specialist', awayUntil: until5, next: 'deputy' },
      ],
    });
    for (const [user, id] of Object.entries(ids)) {
      expect((await administrator.post(`people/${user}/absences/${id}/end`)).status).toBe(200);
    }
  });
});

describe('a lead who is away', () => {
  test('is told through the deputy, who does what the lead may for as long', async () => {
    const agent = system.as('agent');
    const department = String(
      (await agent.get(`complaints/${await begun(agent, classified)}`)).body['department'],
    );
    const [lead, deputy] = [`${department}-lead`, `${department}-handler`];
    const handler = system.as(deputy);
    await administrator.post(`people/${lead}/deputy`, { deputy });
    const absence = await entered(system.as(lead), lead, { from: inHours(-1), to: inHours(5) });

    const number = await begun(agent, classified);
    const notice = await untilTold(number, deputy);
    expect(notice).toMatchObject({
      template: 'assigned',
      recipient: lead,
      via: [{ user: lead, next: 'deputy' }],
    });
    const clocks = (await agent.get(`complaints/${number}/clocks`)).body['items'];
    expect(JSON.stringify(clocks)).toContain(`"person":"${lead}"`);

    expect((await handler.post(`complaints/${number}/accept`)).status).toBe(200);
    const bySignal = await handler.post(
      `complaints/${number}/find`,
      { finding: 'fault', rootCause: 'solder', text: 'a cold joint' },
      { Prefer: 'respond-async' },
    );
    expect(bySignal.status).toBe(202);
    await until(
      () => agent.get(`complaints/${number}/events?limit=200`),
      ({ body }) => JSON.stringify(body).includes('a cold joint'),
    );
    const events = (await agent.get(`complaints/${number}/events?limit=200`)).body['items'];
    for (const type of ['accept', 'find']) {
      expect(events).toContainEqual(
        expect.objectContaining({
          type,
          actor: { user: deputy, roles: ['handler', 'lead'], department, standsInFor: [lead] },
        }),
      );
    }

    await system.as(lead).post(`people/${lead}/absences/${absence}/end`);
    const again = { finding: 'product', rootCause: 'x', text: 'y' };
    expect((await handler.post(`complaints/${number}/find`, again)).status).toBe(403);
    expect((await system.as(lead).post(`complaints/${number}/find`, again)).status).toBe(200);
  }, 60_000);

  test('gives no rights to somebody who was not named', async () => {
    const agent = system.as('agent');
    const number = await begun(agent);
    await agent.post(`complaints/${number}/assign`, { department: 'operations' });
    const absence = await entered(administrator, 'operations-lead', { from: inHours(-1), to: inHours(5) });
    const { body } = await administrator.get('people/operations-lead');
    expect(body['standIn']).toMatchObject({ user: 'operations-lead', via: [{ next: 'nobody' }] });
    expect((await system.as('operations-handler').post(`complaints/${number}/accept`)).status).toBe(403);
    await administrator.post(`people/operations-lead/absences/${absence}/end`);
  });
});
