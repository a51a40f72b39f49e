import type { ApiClient } from './support/client';
import { startSystem, type System } from './support/system';

let system: System;
let administrator: ApiClient;

beforeAll(async () => {
  system = await startSystem('departments');
  administrator = system.as('administrator');
}, 60_000);
afterAll(() => system.close());

const title = { zh: '质检部', en: 'Quality' };

test('a department is added with a lead, who comes to it and gets the role', async () => {
  const added = await administrator.post('departments', { id: 'quality', title, lead: 'office-handler' });
  expect(added).toMatchObject({
    status: 201,
    body: { id: 'quality', title, lead: 'office-handler', people: 1 },
  });
  const { body: lead } = await administrator.get('people/office-handler');
  expect(lead).toMatchObject({ department: 'quality', roles: ['handler', 'lead'] });
  const { body: company } = await system.as('agent').get('company');
  expect(company['departments']).toContainEqual({ id: 'quality', title, lead: 'office-handler' });
  const recorded = await system.mongo.connection
    .collection('accessRecord')
    .findOne({ action: 'addDepartment' });
  expect(recorded).toMatchObject({ user: 'administrator', about: 'quality', outcome: 'done' });
});

test('its title and lead are changed; the one who led it keeps their roles', async () => {
  const other = { zh: '网络部', en: 'Networks' };
  const changed = await administrator.post('departments/cdn/change', { title: other, lead: 'cdn-handler' });
  expect(changed).toMatchObject({ status: 200, body: { title: other, lead: 'cdn-handler', people: 2 } });
  const { body: former } = await administrator.get('people/cdn-lead');
  expect(former).toMatchObject({ department: 'cdn', roles: ['lead'] });
  const { body: listed } = await administrator.get('departments');
  expect(listed['items']).toContainEqual({ id: 'cdn', title: other, lead: 'cdn-handler', people: 2 });
});

test.each([
  ['an id that is taken', { id: 'logistics', title, lead: 'content-handler' }, 'id'],
  ['an id with capitals', { id: 'Quality', title, lead: 'content-handler' }, 'id'],
  ['a lead whom nobody knows', { id: 'new-one', title, lead: 'nobody' }, 'lead'],
  ['a lead who handles no cases', { id: 'new-one', title, lead: 'auditor' }, 'lead'],
  ['a lead who leads another', { id: 'new-one', title, lead: 'logistics-lead' }, 'lead'],
])('%s is refused, and nobody is moved', async (_what, body, field) => {
  const before = await administrator.get('people');
  const answer = await administrator.post('departments', body);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  expect((await administrator.get('people')).body).toEqual(before.body);
});

test('what is not there can not be changed', async () => {
  expect((await administrator.post('departments/none/change', { title })).status).toBe(404);
  expect((await administrator.post('departments/cdn/change', {})).status).toBe(422);
});
