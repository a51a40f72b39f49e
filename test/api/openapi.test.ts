import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { PROBLEM_TYPES } from '../../api/problem-types';
import { COMMAND_NAMES } from '../../domain/case/admission';
import { begun, classified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let document: Record<string, unknown>;

beforeAll(async () => {
  system = await startSystem('openapi');
  await system.startWorker();
  document = (await system.as('agent').get('/api/v1/openapi.json')).body;
}, 60_000);
afterAll(() => system.close());

const FILE = path.join(__dirname, '..', '..', 'docs', 'openapi.json');

test('the document is OpenAPI 3.1', async () => {
  // The parser is published as ES modules only.
  const check = `import('@apidevtools/swagger-parser').then(({ default: p }) => p.validate(process.argv[1]))
    .then((d) => console.log(d.openapi), (e) => { console.error(e.message); process.exitCode = 1; })`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', check, FILE]);
  expect(stdout.trim()).toBe('3.1.0');
});

test('the file in docs/ is current: npx tsx scripts/openapi.ts writes it anew', async () => {
  expect(JSON.parse(await readFile(FILE, 'utf8'))).toEqual(document);
});

test('it tells every command with its body, an example, and its problems', () => {
  for (const name of COMMAND_NAMES) {
    expect(document).toHaveProperty([
      'paths',
      `/api/v1/complaints/{number}/${name}`,
      'post',
      'requestBody',
      'content',
      'application/json',
      'example',
    ]);
    for (const status of [
      '200',
      '202',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '503',
    ]) {
      expect(document).toHaveProperty([
        'paths',
        `/api/v1/complaints/{number}/${name}`,
        'post',
        'responses',
        status,
      ]);
    }
  }
});

describe('what is sent is what it says', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: true });
  addFormats(ajv);

  beforeAll(() => {
    ajv.addSchema(document, 'api');
  });

  function check(pointer: string, value: unknown): void {
    const validate = ajv.getSchema(`api#${pointer}`);
    if (!validate) throw new Error(`The document has no ${pointer}.`);
    const valid = validate(value);
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  }

  test('a life of a complaint', async () => {
    const agent = system.as('agent');
    const number = await begun(agent, classified);
    const department = String((await agent.get(`complaints/${number}`)).body['department']);
    const lead = system.as(`${department}-lead`);
    const due = new Date(Date.now() + 86_400_000).toISOString();
    const commands: [typeof agent, string, object][] = [
      [lead, 'accept', {}],
      [lead, 'form-team', { members: [`${department}-handler`], lead: `${department}-lead` }],
      [lead, 'find', { finding: 'fault', rootCause: 'x', text: 'y' }],
      [lead, 'plan', { owner: 'x', steps: [{ what: 'a', owner: 'x', due }], expectedCompletion: due }],
      [lead, 'complete-step', { step: 1, result: 'done' }],
      [lead, 'add-evidence', { title: 'x', kind: 'photo' }],
      [lead, 'resolve', { result: 'x', customerContent: 'no' }],
      [agent, 'contact-attempt', { method: 'phone', at: new Date().toISOString(), outcome: 'no-answer' }],
      [agent, 'customer-unsatisfied', { reason: 'x' }],
      [lead, 'resolve', { result: 'x', customerContent: 'yes' }],
      [agent, 'customer-satisfied', { rating: 5 }],
      [lead, 'review', { rootCause: 'x', lessons: ['y'], countermeasures: ['z'] }],
    ];
    for (const [who, command, body] of commands) {
      const answer = await who.post(`complaints/${number}/${command}`, body);
      expect({ command, status: answer.status, body: answer.body }).toMatchObject({ command, status: 200 });
      check('/components/schemas/Verdict', answer.body);
      check('/components/schemas/Case', (await agent.get(`complaints/${number}`)).body);
    }
    const answerOf = (operation: string) =>
      `/paths/${operation.replace(/\//g, '~1')}/get/responses/200/content/application~1json/schema`;
    const at = '/api/v1/complaints/{number}';
    check(answerOf(`${at}/events`), (await agent.get(`complaints/${number}/events?limit=200`)).body);
    check(answerOf(`${at}/clocks`), (await agent.get(`complaints/${number}/clocks`)).body);
    check(answerOf(`${at}/admitted`), (await agent.get(`complaints/${number}/admitted`)).body);
    check(answerOf(`${at}/history`), (await system.as('auditor').get(`complaints/${number}/history`)).body);
    check(answerOf('/api/v1/complaints'), (await agent.get('complaints')).body);
    check('/components/schemas/Problem', (await agent.post(`complaints/${number}/accept`)).body);
  }, 60_000);

  test('every example of a request is one that is taken', () => {
    for (const name of COMMAND_NAMES) {
      const at = `/paths/~1api~1v1~1complaints~1{number}~1${name}/post/requestBody/content/application~1json`;
      const example = ajv.getSchema(`api#${at}/schema`);
      const value = pointed([
        'paths',
        `/api/v1/complaints/{number}/${name}`,
        'post',
        'requestBody',
        'content',
        'application/json',
        'example',
      ]);
      expect({ name, valid: example?.(value), errors: example?.errors ?? null }).toEqual({
        name,
        valid: true,
        errors: null,
      });
    }
  });

  function pointed(steps: readonly string[]): unknown {
    return steps.reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(step) : undefined,
      document,
    );
  }
});

describe('pages', () => {
  test('the API can be tried in a browser without the network: all comes from here', async () => {
    const page = await fetch(`${system.url}/api/docs`);
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Security-Policy')).toMatch(/script-src 'self'(;|$)/);
    const html = await page.text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(2);
    expect(addresses.every((address) => address.startsWith('/api/docs/'))).toBe(true);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    for (const address of addresses) {
      const asset = await fetch(`${system.url}${address}`);
      expect({ address, status: asset.status }).toEqual({ address, status: 200 });
      expect((await asset.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  test('each kind of problem has one', async () => {
    for (const id of Object.keys(PROBLEM_TYPES)) {
      const page = await fetch(`${system.url}/problems/${id}`);
      expect(page.status).toBe(200);
      expect(page.headers.get('Content-Type')).toMatch(/^text\/html/);
    }
    expect((await fetch(`${system.url}/problems`)).status).toBe(200);
  });
});
