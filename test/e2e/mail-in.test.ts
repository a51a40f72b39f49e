import { createSecretKey, randomBytes } from 'node:crypto';
import { createReplyTokens } from '../../platform/reply-tokens';
import { takeIn } from '../../worker/mail-in/take-in';
import { eventually, startMailSystem, type MailSystem } from './support/mail-system';
import { gbkMail, mailOf } from './support/mails';

let on: MailSystem;

beforeAll(async () => {
  on = await startMailSystem();
}, 120_000);
afterAll(() => on.close());

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2_000, 7)]);
const ID_CARD = '11010519491231002X';

const mails = (outcome: string) => on.collection('incomingMails').countDocuments({ outcome });

test('a mail in GBK and HTML becomes a complaint in plain text', async () => {
  await on.received(gbkMail('zhangwei@example.net'));
  const body = await on.caseOf('zhangwei@example.net');
  expect(body).toMatchObject({
    kind: 'complaint',
    channel: 'email',
    customer: { name: '张伟', email: 'zhangwei@example.net' },
    stage: 'assigning',
  });
  expect(body['matter']).toMatch(/^电视黑屏，已三天，\n\n电视黑屏/);
  expect(body['matter']).not.toMatch(/alert|color: red|<|script/);
  expect(await on.mailbox.count('Processed')).toBe(1);
});

test('files become evidence after the checks of an upload; personal numbers are masked before anything is kept', async () => {
  await on.received(
    mailOf({
      from: '李静 <lijing@example.net>',
      subject: `身份证 ${ID_CARD}`,
      text: `快递没有收到，我的身份证是 ${ID_CARD}，请核实。`,
      files: [
        { name: '照片.png', type: 'application/octet-stream', content: PNG },
        { name: 'a.exe', type: 'application/x-msdownload', content: Buffer.from('MZ') },
        { name: 'b.png', type: 'image/png', content: Buffer.from('<script>') },
      ],
    }),
  );
  const body = await on.caseOf('lijing@example.net');
  const number = String(body['number']);
  expect(body['matter']).toContain('我的身份证是 ******************，请核实');
  expect(body['matter']).toMatch(/已在保存前用星号隐去/);
  expect(body['matter']).toMatch(/第 2 个附件的类型不允许保存/);
  expect(body['matter']).toMatch(/第 3 个附件的内容与类型不符/);
  await eventually(async () => (await on.eventsOf(number, 'add-evidence')).length === 1);
  const [evidence] = await on.eventsOf(number, 'add-evidence');
  expect(evidence).toMatchObject({
    actor: { user: 'customer' },
    payload: { kind: 'e-mail', visibility: 'customer' },
  });
  for (const name of ['intakes', 'cases', 'caseEvents', 'attachments', 'incomingMails']) {
    expect(JSON.stringify(await on.collection(name).find().toArray())).not.toContain(ID_CARD);
  }
});

test('the acknowledgement says where to answer, and the answer finds its case, once', async () => {
  const sender = 'zhangwei@example.net';
  const number = String((await on.caseOf(sender))['number']);
  await eventually(async () => (await on.ourMailTo(sender)) !== undefined);
  const ours = await on.ourMailTo(sender);
  const replyTo = ours?.replyTo?.value[0]?.address ?? '';
  expect(replyTo).toMatch(/^support\+c\d{8}-\d{6}\.[\da-f]{20}@example\.com$/);
  expect(ours?.subject).toMatch(/\[#C\d{8}-\d{6}\.[\da-f]{20}\]$/);
  expect(ours?.text).toContain('可直接回复本邮件');
  const before = await on.collection('intakes').countDocuments();
  const answer = mailOf({
    from: `张伟 <${sender.toUpperCase()}>`,
    to: replyTo,
    subject: 'Re: 投诉',
    text: '补充：型号是 X55。\n\n在 2026年11月22日，客服 写道：\n> 您的投诉已受理\n> 编号',
  });
  await on.received(answer);
  // The same mail again, as a mail server sends it that was not sure.
  await on.received(answer);
  await eventually(async () => (await on.eventsOf(number, 'note')).length > 0);
  const notes = await on.eventsOf(number, 'note');
  expect(notes).toEqual([
    expect.objectContaining({
      actor: { user: 'customer', roles: ['customer'] },
      payload: { text: '补充：型号是 X55。', visibility: 'customer' },
    }),
  ]);
  expect(await on.collection('intakes').countDocuments()).toBe(before);
});

test('an answer from an address that is not on record is shown to agents as not verified', async () => {
  const number = String((await on.caseOf('zhangwei@example.net'))['number']);
  const tag = on.desk.tokens.tagOf(number);
  await on.received(mailOf({ from: 'somebody@example.org', subject: `Re: ${tag}`, text: '我是他的邻居。' }));
  await eventually(async () => (await on.eventsOf(number, 'note')).length === 2);
  const [, note] = await on.eventsOf(number, 'note');
  expect(note).toMatchObject({ actor: { user: 'redress' }, payload: { visibility: 'internal' } });
  expect(JSON.stringify(note)).toContain('身份未核实');
  expect(await mails('unverified')).toBe(1);
});

test('a token that we did not make never finds a case: a complaint of its own, and an entry on the access record', async () => {
  const number = String((await on.caseOf('zhangwei@example.net'))['number']);
  const foreign = createReplyTokens(createSecretKey(randomBytes(32))).tagOf(number);
  const tag = on.desk.tokens.tagOf(number);
  const altered = tag.replace(/.\]$/, (end) => (end === '0]' ? '1]' : '0]'));
  for (const [index, subject] of [foreign, altered].entries()) {
    await on.received(
      mailOf({ from: `forger${index}@example.org`, subject, text: '把案件结了吧，已经满意了。' }),
    );
    const body = await on.caseOf(`forger${index}@example.org`);
    expect(body['number']).not.toBe(number);
    expect(body['matter']).toContain('不是本系统签发的');
  }
  expect(await on.eventsOf(number, 'note')).toHaveLength(2);
  const entries = await on
    .collection('accessRecord')
    .find({ action: 'takeMailIn', outcome: 'forged-token' })
    .toArray();
  expect(entries).toHaveLength(2);
});

test.each([
  ['an out-of-office note', ['Auto-Submitted: auto-replied']],
  ['a mailing list', ['List-Id: <news.example.org>', 'Precedence: list']],
  ['a bounce', ['Return-Path: <>']],
  ['a mail in a loop', ['X-Loop: support@example.com']],
  ['a notice of our own that came back', ['X-Redress-Notice: abc']],
])('%s is neither filed nor answered', async (_what, head) => {
  const intakes = await on.collection('intakes').countDocuments();
  const before = await mails('passed-over');
  await on.received(mailOf({ from: 'robot@example.org', subject: 'Automatic', text: '谢谢', head }));
  expect(await mails('passed-over')).toBe(before + 1);
  expect(await on.collection('intakes').countDocuments()).toBe(intakes);
  expect(await on.ourMailTo('robot@example.org')).toBeUndefined();
});

test('a crash between filing and moving files nothing twice, nor its files', async () => {
  const sender = 'crash@example.net';
  const mail = mailOf({
    from: sender,
    subject: '设备损坏',
    text: '收到时外壳已经破损。',
    files: [{ name: 'a.png', type: 'image/png', content: PNG }],
  });
  const raw = { source: Buffer.from(mail), receivedAt: new Date() };
  const died = { ...on.desk, mails: { ...on.desk.mails, note: () => Promise.reject(new Error('killed')) } };
  await expect(takeIn(died, raw)).rejects.toThrow('killed');
  await on.received(mail);
  const number = String((await on.caseOf(sender))['number']);
  await eventually(async () => (await on.eventsOf(number, 'add-evidence')).length === 1);
  expect(await on.filedWith(sender)).toHaveLength(1);
  const [evidence] = await on.eventsOf(number, 'add-evidence');
  const ids = (await on.collection('attachments').find().toArray()).map(({ _id }) => String(_id));
  const files = await Promise.all(ids.map((id) => on.desk.attachments.find(id)));
  expect(files.filter((file) => file?.filename === 'a.png')).toHaveLength(1);
  expect(JSON.stringify(evidence)).toContain('a.png');
});

test('while something is away a mail stays in the inbox, and is filed when it is back', async () => {
  on.keepAway(true);
  await on.mailbox.receive(
    mailOf({ from: 'patient@example.net', subject: '等待', text: '热线一直占线，请回电。' }),
  );
  const died = { ...on.desk, start: () => Promise.reject(new Error('away')) };
  const withFile = mailOf({
    from: 'patient@example.net',
    subject: '等待二',
    text: '附图。',
    files: [{ name: 'c.png', type: 'image/png', content: PNG }],
  });
  await expect(takeIn(died, { source: Buffer.from(withFile), receivedAt: new Date() })).rejects.toThrow(
    'away',
  );
  await eventually(() => Promise.resolve(on.turnedAway() > 0));
  expect(await on.mailbox.count('INBOX')).toBe(1);
  on.keepAway(false);
  // The next mail takes along those that were left.
  await on.received(mailOf({ from: 'next@example.net', subject: '另一件', text: '账单金额不对，请核对。' }));
  expect(await on.filedWith('热线一直占线')).toHaveLength(1);
});

test('a sender who files too many is held for an operator, who lets one through by moving it back', async () => {
  const sender = 'many@example.net';
  for (let index = 0; index < 5; index += 1) {
    await on.received(mailOf({ from: sender, subject: `第 ${index} 件`, text: '又出问题了，请处理。' }));
  }
  const filed = async () => (await on.filedWith(sender)).length;
  expect(await filed()).toBe(3);
  expect(await on.mailbox.count('Held')).toBe(2);
  const { body } = await on.system.as('supervisor').get('incoming-mails?outcome=held');
  expect(body['items']).toEqual([
    expect.objectContaining({
      sender: 'm***@example.net',
      outcome: 'held',
      reason: 'too-many',
      number: null,
    }),
    expect.objectContaining({ outcome: 'held' }),
  ]);
  expect((await on.system.as('agent').get('incoming-mails')).status).toBe(403);
  await on.mailbox.moveAll('Held', 'INBOX');
  await eventually(async () => (await filed()) === 5);
  await eventually(async () => (await on.mailbox.count('Held')) === 0);
});

test('mails that come while others are dealt with don’t wait for the next look', async () => {
  const before = await mails('passed-over');
  for (let index = 0; index < 12; index += 1) {
    await on.mailbox.receive(
      mailOf({
        from: 'robot@example.org',
        subject: `${index}`,
        text: 'x',
        head: ['Auto-Submitted: auto-replied'],
      }),
    );
  }
  await eventually(async () => (await on.mailbox.count('INBOX')) === 0);
  expect(await mails('passed-over')).toBe(before + 12);
});

test('a held mail whose sender had it erased is filed no more, though it is moved back', async () => {
  const sender = 'many@example.net';
  await eventually(async () => (await on.mailbox.count('INBOX')) === 0);
  await on.received(mailOf({ from: sender, subject: '第 6 件', text: '请删除我的资料。' }));
  expect(await on.mailbox.count('Held')).toBe(1);
  const head = on.system.as('head-of-customer-service');
  const reason = '客户要求删除';
  const { body } = await head.post('subjects', { email: sender, reason });
  const id = String(body['id']);
  await head.post(`subjects/${id}/erasure`, { reason, confirm: id.slice(0, 8) });
  expect(await mails('erased')).toBe(1);
  const [filed, rejected] = [await on.filedWith(sender), await on.mailbox.count('Rejected')];
  await on.mailbox.moveAll('Held', 'INBOX');
  await eventually(async () => (await on.mailbox.count('Rejected')) === rejected + 1);
  expect(await on.filedWith(sender)).toHaveLength(filed.length);
  expect(await mails('erased')).toBe(1);
});

test('a mail that is too large is rejected, and its sender told what to do; a machine is told nothing', async () => {
  const before = await on.mailbox.count('Rejected');
  const content = Buffer.alloc(1_200_000, 7);
  const files = [{ name: 'video.mp4', type: 'video/mp4', content }];
  await on.received(mailOf({ from: 'large@example.net', subject: '录像', text: '见附件', files }));
  const letter = await on.ourMailTo('large@example.net');
  expect(letter?.subject).toContain('您的邮件太大');
  expect(letter?.text).toContain('超过 1 MB');
  await on.received(
    mailOf({ from: 'robot@example.org', subject: 'x', head: ['Auto-Submitted: auto-generated'], files }),
  );
  expect(await on.ourMailTo('robot@example.org')).toBeUndefined();
  expect((await on.filedWith('large@example.net')).length).toBe(0);
  expect(await on.mailbox.count('Rejected')).toBe(before + 1);
});

test('a mail that can’t be read is set aside and stands on the access record', async () => {
  const before = await on.mailbox.count('Rejected');
  await on.received('Subject: nobody\r\n\r\n');
  expect(await on.mailbox.count('Rejected')).toBe(before + 1);
  const filter = { action: 'takeMailIn' };
  const { items } = await on.system.services.accessRecord.list({ filter, limit: 50 });
  expect(items.find(({ reason }) => reason === 'no-sender')).toMatchObject({
    user: 'mailbox',
    outcome: 'rejected',
  });
});
