import { apiRoutes } from '../../api/app';
import type { Route } from '../../api/http/route';
import { ROLES, type Role } from '../../domain/people/actor';
import { begun, unclassified } from './support/complaints';
import { ApiClient, type Answer } from './support/client';
import { RIGHTS } from './support/rights';
import { startSystem, type System } from './support/system';

let system: System;
let routes: readonly Route[];
/** A case of each relation that somebody can have to one. */
let cases: Readonly<Record<Whose, string>>;
const keys = new Map<Role, string>();

type Whose = 'own' | 'of the department' | 'of another department';
const WHOSE: readonly Whose[] = ['own', 'of the department', 'of another department'];

/** Who sees every case, and who only what they have to do with. */
const SEEING_ALL: readonly Role[] = [
  'agent',
  'specialist',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
  'auditor',
];
const SEEING_DEPARTMENT: readonly Role[] = ['lead', 'handler'];

beforeAll(async () => {
  system = await startSystem('rights');
  await system.startWorker();
  routes = apiRoutes(system.services);
  for (const role of ROLES) {
    const user = `matrix-${role}`;
    await system.services.directory.addUser({
      _id: user,
      name: role,
      roles: [role],
      department: 'technical',
    });
    keys.set(role, await system.services.apiKeys.create({ user, roles: [role], department: 'technical' }));
  }
  cases = {
    own: await caseOf('logistics'),
    'of the department': await caseOf('technical'),
    'of another department': await caseOf('logistics'),
  };
  // Everybody has a part in the first: it is theirs whatever department has it.
  const everybody = ROLES.map((role) => `matrix-${role}`);
  const collection = system.mongo.connection.collection<{ _id: string }>('cases');
  await collection.updateOne({ _id: cases.own }, { $set: { people: everybody } });
}, 60_000);
afterAll(() => system.close());

async function caseOf(department: string): Promise<string> {
  const agent = system.as('agent');
  const number = await begun(agent, unclassified);
  const { status } = await agent.post(`complaints/${number}/assign`, { department, reason: 'Theirs.' });
  if (status !== 200) throw new Error(`It was not assigned: ${status}`);
  return number;
}

const nobody = () => new ApiClient(system.url, undefined);
const as = (role: Role) => new ApiClient(system.url, keys.get(role));

/** Sends what the document says, under a condition that no case meets: it is looked at, and nothing is done. */
function ask(client: ApiClient, route: Route, number: string): Promise<Answer> {
  const path = route.path.replace('{number}', number).replace(/\{\w+\}/g, 'there-is-none');
  if (route.method === 'get') return client.get(path);
  const body = route.path.includes('{number}') ? route.bodyExample : undefined;
  return client.post(path, body ?? {}, { 'If-Match': '"999999999"' });
}

const refused = ({ status }: Answer) => status === 401 || status === 403;
const ofCases = (route: Route) => route.path.includes('{number}');
/** It answers as long as somebody listens. */
const endless = ({ id }: Route) => id === 'streamChanges';

test('every endpoint stands in the table of rights with just the roles that it lets in', () => {
  const declared = Object.fromEntries(
    routes.map(({ id, allow }) => [id, allow.kind === 'roles' ? [...allow.roles].sort() : allow.kind]),
  );
  const written = Object.fromEntries(
    Object.entries(RIGHTS).map(([id, right]) => [id, typeof right === 'string' ? right : [...right].sort()]),
  );
  expect(declared).toEqual(written);
});

test('whoever shows nothing is let in nowhere but where nobody has to', async () => {
  const wrong: string[] = [];
  for (const route of routes.filter((one) => !endless(one))) {
    const { status } = await ask(nobody(), route, cases.own);
    // An address may come with too many requests without a key: that lets nobody in either.
    const isIn = status !== 401 && status !== 429;
    if (isIn !== (RIGHTS[route.id] === 'anybody')) wrong.push(`${route.id}: ${status}`);
  }
  expect(wrong).toEqual([]);
}, 120_000);

test('each role is let in where the table says so, and nowhere else', async () => {
  let cells = 0;
  const wrong: string[] = [];
  for (const route of routes.filter((one) => !ofCases(one) && !endless(one))) {
    const right = RIGHTS[route.id];
    for (const role of ROLES) {
      cells += 1;
      const answer = await ask(as(role), route, '');
      const letsIn = right === 'anybody' || (Array.isArray(right) && right.includes(role));
      // What is only about oneself is refused inside, in other words.
      const isRuledOut = refused(answer) && String(answer.body['detail']).startsWith('This is for: ');
      // A key is no session, whosever it is.
      // Links that are none are counted like keys that are none.
      const isKeptOut = refused(answer) || answer.status === 429;
      if (typeof right === 'string' && right !== 'anybody' ? !isKeptOut : letsIn === isRuledOut) {
        wrong.push(`${role} × ${route.id}: ${answer.status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  process.stdout.write(`Rights: ${cells} cells of role × endpoint\n`);
}, 300_000);

test('each role reaches the cases that are theirs to see by each endpoint, and no others', async () => {
  let cells = 0;
  const wrong: string[] = [];
  for (const route of routes.filter(ofCases)) {
    const right = RIGHTS[route.id];
    for (const role of ROLES) {
      for (const whose of WHOSE) {
        cells += 1;
        const may = Array.isArray(right) && right.includes(role) && sees(role, whose);
        const answer = await ask(as(role), route, cases[whose]);
        if (refused(answer) === may) {
          wrong.push(
            `${role} × ${route.id} × ${whose}: ${answer.status} ${JSON.stringify(answer.body['detail'])}`,
          );
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  process.stdout.write(`Rights: ${cells} cells of role × endpoint × whose case\n`);
}, 600_000);

test('lists hold what each role may see, and nothing else', async () => {
  for (const role of ROLES) {
    const answer = await as(role).get('complaints?limit=200');
    const listed = JSON.stringify(answer.body['items'] ?? []);
    for (const whose of WHOSE) {
      const isListed = listed.includes(cases[whose]);
      const may = role !== 'customer' && role !== 'administrator' && sees(role, whose);
      expect({ role, whose, isListed }).toEqual({ role, whose, isListed: may });
    }
  }
});

function sees(role: Role, whose: Whose): boolean {
  if (SEEING_ALL.includes(role)) return true;
  // Another system sees what it filed itself, and that is none of these.
  if (role === 'integration' || role === 'administrator' || role === 'customer') return false;
  return whose === 'own' || (whose === 'of the department' && SEEING_DEPARTMENT.includes(role));
}
