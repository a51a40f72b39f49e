import { randomBytes } from 'node:crypto';
import { begun, classified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('attachments');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(100_000)]);

async function upload(user: string, content: Buffer, type: string, name: string, field = 'file') {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(content)], { type }), name);
  const response = await fetch(`${system.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${system.keyOf(user)}` },
    body: form,
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

async function uploaded(user: string): Promise<string> {
  const { status, body } = await upload(user, PNG, 'image/png', '铭牌.png');
  expect(status).toBe(201);
  expect(body).toMatchObject({ filename: '铭牌.png', type: 'image/png', size: PNG.length, uploadedBy: user });
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
}

const download = (user: string, id: string) =>
  fetch(`${system.url}/api/v1/attachments/${id}`, {
    headers: { Authorization: `Bearer ${system.keyOf(user)}` },
  });

const files = () => system.mongo.connection.collection('attachments');

test('a file becomes evidence, and is read by those who see the case', async () => {
  const agent = system.as('agent');
  const number = await begun(agent, classified);
  const department = String((await agent.get(`complaints/${number}`)).body['department']);
  const stranger = department === 'logistics' ? 'planning-lead' : 'logistics-lead';
  const id = await uploaded('agent');
  expect((await download(`${department}-lead`, id)).status).toBe(403);
  const evidence = { title: 'Nameplate', kind: 'photo', attachment: id };
  expect((await agent.post(`complaints/${number}/add-evidence`, evidence)).status).toBe(200);

  const response = await download(`${department}-lead`, id);
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
  expect(response.headers.get('Content-Type')).toBe('image/png');
  expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename=/);
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(response.headers.get('Content-Security-Policy')).toContain('sandbox');
  expect((await download(stranger, id)).status).toBe(403);
  expect((await download('auditor', id)).status).toBe(200);
  expect((await download('agent', 'none')).status).toBe(404);
});

test.each([
  ['larger than 20 MB', Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)]), 'image/png', 413],
  ['of a type that may not be attached', Buffer.from('MZ'), 'application/x-msdownload', 422],
  ['that is not what its type says', Buffer.from('<script>'), 'image/png', 422],
  ['that is empty', Buffer.alloc(0), 'text/plain', 422],
])('a file %s is refused, and nothing is kept', async (_what, content, type, status) => {
  const before = await files().countDocuments();
  const answer = await upload('agent', content, type, 'x');
  expect(answer.status).toBe(status);
  expect(await files().countDocuments()).toBe(before);
});

test('a form without a file, or with another field, names the field', async () => {
  const other = await upload('agent', PNG, 'image/png', 'x.png', 'picture');
  expect(other).toMatchObject({ status: 422, body: { errors: [{ field: 'file' }] } });
  const json = await system.as('agent').post('attachments', { file: 'x' });
  expect(json.status).toBe(415);
  const broken = await system.as('agent').send('POST', 'attachments', '--x\r\n', {
    'Content-Type': 'multipart/form-data; boundary=x',
  });
  expect(broken.status).toBe(400);
});
