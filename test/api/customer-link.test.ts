import { randomUUID } from 'node:crypto';
import { begun, unclassified } from './support/complaints';
import { caseOfCustomer, CODE_MAIL, CustomerBrowser, enteredCase, MATTER, NAME } from './support/customer';
import { codeIn, mailsTo, mailTo, tokenIn } from './support/mailbox';
import { startSmsGateway, type TestGateway } from './support/sms-gateway';
import { startSystem, type System } from './support/system';

let system: System;
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startSmsGateway();
  system = await startSystem('customer-link', {
    SMS_WEBHOOK_URL: gateway.url,
    SMS_WEBHOOK_SECRET: gateway.secret,
  });
  await system.startWorker();
}, 60_000);
afterAll(async () => {
  await system.close();
  await gateway.close();
});

const links = () => system.mongo.connection.collection<{ _id: string; number: string }>('customerLinks');

/** As if the codes of a link had been asked for long ago. */
async function letMinutesPass(number: string): Promise<void> {
  await links().updateOne({ number }, { $unset: { asked: true } });
}

describe('the link', () => {
  test('comes with the acknowledgement and shows, without a code, how the case stands and nothing personal', async () => {
    const { number, customer } = await caseOfCustomer(system);
    const { status, headers, body } = await customer.get('case');
    expect(status).toBe(200);
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(body).toMatchObject({
      number,
      kind: 'complaint',
      stage: 'assigning',
      ways: ['email'],
      entered: false,
    });
    expect(body['promisedAt']).toBeNull();
    expect(Date.parse(String(body['stepDueAt']))).toBeGreaterThan(Date.now());
    const shown = JSON.stringify(body);
    for (const personal of [NAME, MATTER, '@example.com']) expect(shown).not.toContain(personal);
    const record = await customer.get('case/record');
    expect(record.status).toBe(401);
    expect(record.body['type']).toBe('/problems/code-needed');
  });

  test('is one of a case, however often its customer is told something', async () => {
    const { number, email, customer } = await enteredCase(system);
    await system.as('agent').post(`complaints/${number}/note`, { text: '请看说明', visibility: 'customer' });
    const { text } = await mailTo(system.config.mail.mailboxDir, email, /留言/);
    expect(tokenIn(text)).toBe(customer.token);
    expect(text).not.toContain('请看说明');
    expect(await links().countDocuments({ number })).toBe(1);
  });

  test('stands nowhere in the database', async () => {
    const { customer } = await enteredCase(system);
    const { db } = system.mongo.connection;
    const collections = (await db?.collections()) ?? [];
    expect(collections.length).toBeGreaterThan(10);
    for (const collection of collections) {
      const all = JSON.stringify(await collection.find({}).toArray());
      expect({ collection: collection.collectionName, has: all.includes(customer.token) }).toEqual({
        collection: collection.collectionName,
        has: false,
      });
    }
  });

  test('opens nothing once a character of it was changed', async () => {
    const { customer } = await caseOfCustomer(system);
    const { token } = customer;
    for (let at = 0; at < token.length; at += 6) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const altered = new CustomerBrowser(system, token.slice(0, at) + other + token.slice(at + 1));
      expect({ at, ...pick(await altered.get('case')) }).toEqual({
        at,
        status: 401,
        type: '/problems/bad-link',
      });
    }
    for (const made of ['', 'x', `${token}A`, token.slice(1), '0'.repeat(43)]) {
      expect((await new CustomerBrowser(system, made).get('case')).status).toBe(401);
    }
  });

  test('that has expired says so, and opens nothing even where its code was entered', async () => {
    const { number, customer } = await enteredCase(system);
    await links().updateOne({ number }, { $set: { expiresAt: new Date(Date.now() - 1000) } });
    for (const path of ['case', 'case/record']) {
      const { status, body } = await customer.get(path);
      expect({ status, reason: body['reason'] }).toEqual({ status: 410, reason: 'expired' });
    }
    expect((await customer.post('code', {})).status).toBe(410);
  });

  test('of a case that was erased says so, and no agent makes another', async () => {
    const { number, customer } = await enteredCase(system);
    const decided = { by: 'head-of-customer-service', at: new Date(), reason: 'the customer asked for it' };
    const cases = system.mongo.connection.collection<{ _id: string; stage: string }>('cases');
    await cases.updateOne({ _id: number }, { $set: { stage: 'archived' } });
    await system.services.keeping.beginErasure(number, decided);
    const { status, body } = await customer.get('case');
    expect({ status, reason: body['reason'] }).toEqual({ status: 410, reason: 'erased' });
    const agent = system.as('agent');
    const made = [
      await agent.get(`complaints/${number}/customer-link`),
      await agent.post(`complaints/${number}/customer-link`, { reason: 'lost the mail' }),
    ];
    expect(made.map(({ body: { type } }) => type)).toEqual(['/problems/erased', '/problems/erased']);
  });

  test('is withdrawn by an agent with a reason, and a new one sent', async () => {
    const { number, email, customer } = await enteredCase(system);
    const agent = system.as('agent');
    expect((await agent.post(`complaints/${number}/customer-link`, {})).status).toBe(422);
    const { status, body } = await agent.post(`complaints/${number}/customer-link`, {
      reason: '客户说链接被转发了',
    });
    expect({ status, sent: body['sent'], url: body['url'] }).toEqual({ status: 200, sent: true, url: null });
    const old = await customer.get('case/record');
    expect({ status: old.status, reason: old.body['reason'] }).toEqual({ status: 410, reason: 'withdrawn' });
    const { text } = await mailTo(system.config.mail.mailboxDir, email, /查询链接/);
    const anew = new CustomerBrowser(system, tokenIn(text), customer.browser);
    expect((await anew.get('case')).body).toMatchObject({ number, entered: false });
    expect((await anew.get('case/record')).status).toBe(401);
  });
});

describe('the code', () => {
  test('opens the case in this browser, once, by a cookie of its own path', async () => {
    const { email, customer } = await caseOfCustomer(system);
    await customer.post('code', { way: 'email' });
    const code = codeIn((await mailTo(system.config.mail.mailboxDir, email, CODE_MAIL)).subject);
    const { status, headers, body } = await customer.post('code/entry', { code });
    expect({ status, entered: body['entered'] }).toEqual({ status: 200, entered: true });
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(
      /^redress-customer=[\w-]{43}; Path=\/api\/v1\/customer; HttpOnly; SameSite=Strict$/,
    );
    const record = await customer.get('case/record');
    expect(record.body).toMatchObject({ name: NAME, matter: MATTER });
    // Whoever was forwarded the link, in their own browser.
    const other = new CustomerBrowser(system, customer.token);
    expect((await other.get('case/record')).status).toBe(401);
    expect(pick(await other.post('code/entry', { code })).type).toBe('/problems/wrong-code');
    expect((await customer.post('leave')).status).toBe(204);
    expect((await customer.get('case/record')).status).toBe(401);
  });

  test('opens no other case', async () => {
    const one = await enteredCase(system);
    const other = await caseOfCustomer(system);
    const mixed = new CustomerBrowser(system, other.customer.token, one.customer.browser.copy());
    expect((await mixed.get('case')).body).toMatchObject({ number: other.number, entered: false });
    expect((await mixed.get('case/record')).status).toBe(401);
    expect((await mixed.post('note', { commandId: randomUUID(), text: 'x' })).status).toBe(401);
  });

  test('counts for five tries and ten minutes', async () => {
    const { number, email, customer } = await caseOfCustomer(system);
    await customer.post('code', {});
    const code = codeIn((await mailTo(system.config.mail.mailboxDir, email, CODE_MAIL)).subject);
    const wrong = code === '000000' ? '111111' : '000000';
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => customer.post('code/entry', { code: wrong })),
    );
    const reasons = tries.map(({ body }) => body['reason']);
    expect(reasons.filter((reason) => reason === 'wrong')).toHaveLength(5);
    expect((await customer.post('code/entry', { code })).body['reason']).toBe('over');

    await letMinutesPass(number);
    await customer.post('code', {});
    await links().updateOne({ number }, { $set: { 'code.expiresAt': new Date(Date.now() - 1) } });
    const next = codeIn((await mailsTo(system.config.mail.mailboxDir, email)).at(-1)?.subject ?? '');
    expect((await customer.post('code/entry', { code: next })).body['reason']).toBe('over');
  });

  test('is sent once a minute at the most, whatever is tried at once', async () => {
    const { email, customer } = await caseOfCustomer(system);
    const asked = await Promise.all(Array.from({ length: 8 }, () => customer.post('code', {})));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = asked.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(0);
    const mails = await mailsTo(system.config.mail.mailboxDir, email);
    expect(mails.filter(({ subject }) => CODE_MAIL.test(subject))).toHaveLength(1);
  });

  test('can’t be guessed: after fifteen wrong ones the link takes none for a day', async () => {
    const { number, email, customer } = await caseOfCustomer(system);
    for (let round = 0; round < 3; round += 1) {
      await letMinutesPass(number);
      await customer.post('code', {});
      for (let guess = 0; guess < 5; guess += 1) await customer.post('code/entry', { code: '999999' });
    }
    await letMinutesPass(number);
    await customer.post('code', {});
    const code = codeIn((await mailsTo(system.config.mail.mailboxDir, email)).at(-1)?.subject ?? '');
    expect((await customer.post('code/entry', { code })).body['reason']).toBe('locked');
  });

  test('goes by text message to who has only a phone, as the link does', async () => {
    const phone = '13900001111';
    await begun(system.as('agent'), { ...unclassified, customer: { name: NAME, phone }, matter: MATTER });
    const [first = ''] = await gateway.awaitTexts(phone, 1);
    const customer = new CustomerBrowser(system, tokenIn(first));
    expect((await customer.get('case')).body['ways']).toEqual(['sms']);
    expect((await customer.post('code', {})).body['way']).toBe('sms');
    const [, second = ''] = await gateway.awaitTexts(phone, 2);
    expect((await customer.post('code/entry', { code: codeIn(second) })).status).toBe(200);
  });

  test('is read out by an agent where nothing can be sent, and only there', async () => {
    const agent = system.as('agent');
    const customer = { name: NAME, phone: '021-55556666' };
    const number = await begun(agent, { ...unclassified, customer, matter: MATTER });
    const { body: link } = await agent.get(`complaints/${number}/customer-link`);
    expect(link['ways']).toEqual([]);
    const page = new CustomerBrowser(system, tokenIn(String(link['url'])));
    expect((await page.post('code', {})).status).toBe(422);
    const reason = '已拨打登记的电话，客户正在打开页面';
    const { body } = await agent.post(`complaints/${number}/customer-code`, { reason });
    expect((await page.post('code/entry', { code: body['code'] })).status).toBe(200);

    const reachable = await caseOfCustomer(system);
    expect((await agent.get(`complaints/${reachable.number}/customer-link`)).body['url']).toBeNull();
    const refused = await agent.post(`complaints/${reachable.number}/customer-code`, { reason });
    expect(refused.status).toBe(409);
  });
});

function pick({ status, body }: { readonly status: number; readonly body: Record<string, unknown> }) {
  return { status, type: body['type'] };
}
