import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload, SerializationContext } from '@temporalio/common';
import { createDataConverter, isRefusedValue, keyOwner } from '../../platform/codec';
import type { Refusal } from '../../platform/codec';
import { KeysInMemory } from './keys-in-memory';

const caseA = context('C20261122-000001');
const caseB = context('C20261122-000002');
const workOrderOfA = context('C20261122-000001-W1');

function context(workflowId: string): SerializationContext {
  return { type: 'workflow', namespace: 'default', workflowId };
}

async function setUp(keys = new KeysInMemory()) {
  const refusals: [Refusal, string | undefined][] = [];
  const { codec } = await createDataConverter(keys, (...refusal) => refusals.push(refusal));
  const encode = async (value: unknown, where?: SerializationContext) =>
    only(await codec.encode([defaultPayloadConverter.toPayload(value)], where));
  const decode = async (payload: Payload, where?: SerializationContext): Promise<unknown> =>
    defaultPayloadConverter.fromPayload(only(await codec.decode([payload], where)));
  return { keys, codec, refusals, encode, decode };
}

function only(payloads: Payload[]): Payload {
  const [payload] = payloads;
  if (payload === undefined || payloads.length !== 1)
    throw new Error(`${payloads.length} payloads instead of one`);
  return payload;
}

const bytesOf = (payload: Payload) => Buffer.from(payload.data ?? []);
const textOf = (payload: Payload, field: string) => Buffer.from(payload.metadata?.[field] ?? []).toString();

test.each([
  ['text', '投诉：没有声音'],
  ['nothing', undefined],
  ['null', null],
  ['bytes', new Uint8Array([0, 255, 3])],
  ['an object', { matter: 'x', steps: [1, 2, { deep: true }] }],
  ['a long text', '没有声音'.repeat(1000)],
])('%s comes back as it was', async (_, value) => {
  const { encode, decode } = await setUp();
  expect(await decode(await encode(value, caseA), caseA)).toEqual(value);
});

test('neither content nor its form can be read from outside; only whose key it was', async () => {
  const { encode } = await setUp();
  const payload = await encode({ matter: 'no sound' }, caseA);
  expect(Object.keys(payload.metadata ?? {}).sort()).toEqual(['encoding', 'key']);
  expect(textOf(payload, 'key')).toBe('C20261122-000001');
  expect(bytesOf(payload).toString('latin1')).not.toMatch(/matter|sound|json/);
});

test('the same content never looks the same', async () => {
  const { encode } = await setUp();
  expect(bytesOf(await encode('same', caseA))).not.toEqual(bytesOf(await encode('same', caseA)));
});

test('long content is compressed before it is encrypted, short content is not', async () => {
  const { encode, decode } = await setUp();
  const value = { text: '显示屏没有声音，'.repeat(200) };
  const long = await encode(value, caseA);
  expect(bytesOf(long).length).toBeLessThan(500);
  expect(textOf(long, 'compression')).toBe('deflate');
  expect(textOf(await encode('short', caseA), 'compression')).toBe('');
  expect(
    await decode({ ...long, metadata: { ...long.metadata, compression: Buffer.from('none') } }, caseA),
  ).toEqual({
    'redress:refused': 'undecryptable',
  });
});

test('each case has its own key; the children of a case share it', async () => {
  const { keys, encode } = await setUp();
  await Promise.all([encode(1, caseA), encode(1, caseB), encode(1, workOrderOfA)]);
  expect(new Set(keys.asked)).toEqual(new Set(['system', 'C20261122-000001', 'C20261122-000002']));
});

test('what was encrypted for one workflow does not open for another, whatever it says of itself', async () => {
  const { encode, decode, refusals } = await setUp();
  const ofA = await encode('A', caseA);
  await encode('B', caseB);
  const relabelled = { ...ofA, metadata: { ...ofA.metadata, key: Buffer.from('C20261122-000002') } };
  const asSystem = { ...ofA, metadata: { ...ofA.metadata, key: Buffer.from('system') } };
  expect(await decode(ofA, caseB)).toEqual({ 'redress:refused': 'undecryptable' });
  expect(await decode(relabelled, caseB)).toEqual({ 'redress:refused': 'undecryptable' });
  expect(await decode(asSystem, caseB)).toEqual({ 'redress:refused': 'undecryptable' });
  expect(await decode(ofA, workOrderOfA)).toEqual({ 'redress:refused': 'undecryptable' });
  expect(refusals).toHaveLength(4);
});

test('a changed or cut payload is refused', async () => {
  const { encode, decode } = await setUp();
  const payload = await encode('A', caseA);
  const changed = bytesOf(payload);
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
  const cut = bytesOf(payload).subarray(0, 20);
  for (const data of [changed, cut, Buffer.alloc(0)]) {
    expect(await decode({ ...payload, data }, caseA)).toEqual({ 'redress:refused': 'undecryptable' });
  }
});

test('plaintext is refused with a value that a handler can tell from any other', async () => {
  const { decode, refusals } = await setUp();
  const value = await decode(defaultPayloadConverter.toPayload({ name: 'accept' }), caseA);
  expect(value).toEqual({ 'redress:refused': 'plaintext' });
  expect(isRefusedValue(value)).toBe(true);
  expect(isRefusedValue({ name: 'accept' })).toBe(false);
  expect(refusals).toEqual([['plaintext', 'C20261122-000001']]);
  expect(await decode({}, caseA)).toEqual({ 'redress:refused': 'plaintext' });
});

test('decoding never makes a key: an unknown one is an error, as it may have been lost', async () => {
  const one = await setUp();
  const other = await setUp();
  const payload = await one.encode('A', caseA);
  await expect(other.decode(payload, caseA)).rejects.toThrow(/no data key for C20261122-000001.*restore/);
  expect(other.keys.asked).toEqual(['system']);
});

test('after the key was destroyed, content is refused instead of stopping who reads it', async () => {
  const { keys, encode, decode } = await setUp();
  const payload = await encode('A', caseA);
  keys.destroy('C20261122-000001');
  expect(await decode(payload, caseA)).toEqual({ 'redress:refused': 'undecryptable' });
  await expect(encode('A', caseA)).rejects.toThrow(/destroyed/);
});

test('while the keys are out of reach, both ways reject, so that Temporal tries again', async () => {
  const { keys, encode, decode } = await setUp();
  const payload = await encode('A', caseA);
  keys.outOfReach = true;
  await expect(encode('A', caseA)).rejects.toThrow(/out of reach/);
  await expect(decode(payload, caseA)).rejects.toThrow(/out of reach/);
});

test('the text of a failure never rejects: it is withheld where its key cannot be had', async () => {
  const { keys, encode, decode } = await setUp();
  keys.outOfReach = true;
  const payload = await encode({ message: 'customer Wang', stack_trace: 'at x' }, caseA);
  expect(await decode(payload, caseA)).toEqual({
    message: textLike(/withheld/),
    stack_trace: '',
  });
});

test("the system key opens nothing in a case but a failure's text", async () => {
  const { encode, decode } = await setUp();
  const schedule = context('intake-sweep');
  expect(await decode(await encode('swept', schedule), context('intake-sweep-2026-11-22T06:00:00Z'))).toBe(
    'swept',
  );
  expect(await decode(await encode('swept', schedule), caseA)).toEqual({
    'redress:refused': 'undecryptable',
  });
  const failure = { message: 'Failed to process', stack_trace: '' };
  expect(await decode(await encode(failure), caseA)).toEqual(failure);
});

test.each([
  ['C20261122-000042', 'C20261122-000042'],
  ['C20261122-1234567', 'C20261122-1234567'],
  ['C20261122-000042-W3', 'C20261122-000042'],
  ['C20261122-000042/W3', 'C20261122-000042'],
  ['C20261122-000042x', 'system'],
  ['archive-C20261122-000042', 'system'],
  ['intake-sweep', 'system'],
])('the key of %s is that of %s', (workflowId, owner) => {
  expect(keyOwner(workflowId)).toBe(owner);
});

function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
