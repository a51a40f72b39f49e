import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Receiver } from './notify-receiver';
import { ASSIGNED_AT, NUMBER } from './notify-case';
import {
  added,
  CUSTOMER,
  deliveries,
  HOUR_MS,
  mails,
  notices,
  playHere,
  receiver,
  ROBOT_SECRET,
  SECRET,
  secrets,
  START,
  sweep,
  told,
  webhooks,
} from './notify-outside';

playHere();

/** Matches a text that holds this one. */
function holding(part: string): unknown {
  return expect.stringContaining(part);
}

/** The receiver's own reading of Standard Webhooks. */
function isSigned({ headers, body }: Receiver['received'][number], secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  const age = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']));
  const given = String(headers['webhook-signature']).split(' ');
  return age < 300 && given.includes(`v1,${expected}`);
}

function first(): Receiver['received'][number] {
  const [one] = receiver.received;
  if (!one) throw new Error('Nothing was received');
  return one;
}

describe('a webhook', () => {
  test('is told once, signed, with nothing of the customer in it', async () => {
    const id = await added('webhook');
    await told();
    await told();
    await sweep(0);
    await sweep(1000);
    expect(receiver.received).toHaveLength(1);
    expect(isSigned(first(), SECRET)).toBe(true);
    expect(isSigned(first(), `whsec_${Buffer.from('another').toString('base64')}`)).toBe(false);
    expect(JSON.parse(first().body)).toMatchObject({
      type: 'notice.assigned',
      timestamp: ASSIGNED_AT,
      data: { number: NUMBER, told: ['lead'], link: `https://redress.example.com/${NUMBER}` },
    });
    for (const secret of Object.values(CUSTOMER)) expect(first().body).not.toContain(secret);
    expect(await deliveries.list(id, { limit: 5 })).toMatchObject([{ state: 'delivered' }]);
  });

  test('is signed with both secrets while they change', async () => {
    const id = await added('webhook');
    const fresh = `whsec_${Buffer.from('the next secret, as long as that').toString('base64')}`;
    await webhooks.changeSecret(id, secrets.seal(fresh, id), new Date(Date.now() + HOUR_MS));
    await told();
    await sweep(0);
    expect([isSigned(first(), SECRET), isSigned(first(), fresh)]).toEqual([true, true]);

    await webhooks.changeSecret(id, secrets.seal(fresh, id), new Date(Date.now() - 1));
    await deliveries.replay(id, String(first().headers['webhook-id']), new Date(START));
    await sweep(0);
    const again = receiver.received[1];
    expect(again?.headers['webhook-id']).toBe(first().headers['webhook-id']);
    expect(again && isSigned(again, SECRET)).toBe(false);
  });

  test('that fails is tried again with growing pauses, disabled after three days, and that is said', async () => {
    const id = await added('webhook');
    receiver.answer(500);
    await told();
    for (const ms of [0, 1_000, 6_000, 60_000, 7 * 60_000, HOUR_MS]) await sweep(ms);
    expect(receiver.received).toHaveLength(4);
    await sweep(73 * HOUR_MS);
    expect(await webhooks.find(id)).toMatchObject({ state: 'disabled', disabledBecause: 'failing' });
    await sweep(73 * HOUR_MS + 1000);
    expect(mails.filter(({ to }) => to.address === 'boss@example.com')).toMatchObject([
      { subject: holding('已停用') },
    ]);
    expect(await notices.countUnread('boss', 10)).toBe(1);

    receiver.answer(200);
    await deliveries.writeTest(id, '{}', new Date(START + 74 * HOUR_MS));
    await sweep(74 * HOUR_MS);
    expect((await webhooks.find(id))?.state).toBe('active');
  });

  test('that answers 410 is disabled at once; one that asks for time gets it', async () => {
    const id = await added('webhook');
    receiver.answer(429, {}, { 'retry-after': '600' });
    await told();
    await sweep(0);
    await sweep(599_000);
    expect(receiver.received).toHaveLength(1);
    receiver.answer(410);
    await sweep(600_000);
    expect(await webhooks.find(id)).toMatchObject({ state: 'disabled', disabledBecause: 'gone' });
  });

  test('leads into no private network, whatever its name', async () => {
    const id = await added('webhook');
    await told();
    await sweep(0, []);
    const name = receiver.url.replace('127.0.0.1', 'localhost.localdomain').replace('http:', 'https:');
    await added('webhook', { _id: 'wh_name', sealedUrl: secrets.seal(name, 'wh_name') });
    await deliveries.writeTest('wh_name', '{}', new Date(START));
    await sweep(0, []);
    expect(receiver.received).toEqual([]);
    const [refused] = await deliveries.list(id, { limit: 1 });
    expect(refused?.attempts).toMatchObject([{ outcome: 'address-not-allowed' }]);
  });

  test('is told only what it was made for', async () => {
    await added('webhook', { _id: 'wh_1', events: ['closed'] });
    await added('webhook', { _id: 'wh_2', roles: ['executive'] });
    await added('webhook', { _id: 'wh_3', departments: ['technical'] });
    await added('webhook', {
      _id: 'wh_4',
      events: ['assigned'],
      roles: ['lead'],
      departments: ['marketing'],
    });
    await told();
    expect(await deliveries.webhooksDue(new Date(START))).toEqual(['wh_4']);
  });
});

describe('the robot of a group', () => {
  test('of WeCom gets Markdown', async () => {
    await added('wecom');
    await told();
    await sweep(0);
    expect(JSON.parse(first().body)).toMatchObject({
      msgtype: 'markdown',
      markdown: { content: holding(`【投诉 ${NUMBER}】已派单，请签收`) },
    });
    expect(first().body).toContain('市场部');
    for (const secret of Object.values(CUSTOMER)) expect(first().body).not.toContain(secret);
  });

  test('of DingTalk is signed in its address', async () => {
    await added('dingtalk');
    await told();
    await sweep(0);
    const query = new URL(first().path, receiver.url).searchParams;
    const text = `${query.get('timestamp')}\n${ROBOT_SECRET}`;
    expect(query.get('sign')).toBe(createHmac('sha256', ROBOT_SECRET).update(text).digest('base64'));
    expect(Math.abs(Date.now() - Number(query.get('timestamp')))).toBeLessThan(HOUR_MS);
    expect(JSON.parse(first().body)).toMatchObject({ msgtype: 'markdown' });
  });

  test('of Feishu is signed in its body', async () => {
    await added('feishu', { language: 'en' });
    await told();
    await sweep(0);
    const body = z.record(z.string(), z.unknown()).parse(JSON.parse(first().body));
    const key = `${String(body['timestamp'])}\n${ROBOT_SECRET}`;
    expect(body['sign']).toBe(createHmac('sha256', key).update('').digest('base64'));
    expect(Math.abs(Date.now() / 1000 - Number(body['timestamp']))).toBeLessThan(3600);
    expect(body).toMatchObject({ msg_type: 'post' });
    expect(first().body).toContain('assigned, please sign for it');
  });

  test.each([
    ['wecom', { errcode: 93000, errmsg: 'invalid webhook url' }, 'errcode 93000'],
    ['dingtalk', { errcode: 310000, errmsg: 'sign not match' }, 'errcode 310000'],
    ['feishu', { code: 19021, msg: 'sign match fail' }, 'errcode 19021'],
  ] as const)('of %s says in the body of a 200 that it refused', async (kind, answer, outcome) => {
    const id = await added(kind);
    receiver.answer(200, answer);
    await told();
    await sweep(0);
    expect(await deliveries.list(id, { limit: 1 })).toMatchObject([
      { state: 'waiting', attempts: [{ outcome }] },
    ]);
  });

  test('gets no more than twenty messages a minute, and all of them in the end', async () => {
    const id = await added('wecom');
    const content = JSON.stringify({ title: 'x', lines: [], link: 'https://redress.example.com' });
    const drafts = Array.from({ length: 25 }, (_, key) => ({
      webhook: id,
      key: String(key),
      type: 'x',
      content,
    }));
    await deliveries.write(drafts, new Date(START));
    await sweep(0);
    await sweep(30_000);
    expect(receiver.received).toHaveLength(20);
    // The one that was claimed when the places ran out has waited a minute, as have the others.
    await sweep(61_000);
    expect(receiver.received).toHaveLength(25);
  });
});
