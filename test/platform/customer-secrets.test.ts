import { createSecretKey, randomBytes } from 'node:crypto';
import { createCustomerSecrets } from '../../platform/customer-secrets';

const secrets = createCustomerSecrets(createSecretKey(randomBytes(32)));
const LINK = '00112233445566778899aabbccddeeff';

test('a token is the same each time, and leads back to its link', () => {
  const token = secrets.tokenOf(LINK);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(secrets.tokenOf(LINK)).toBe(token);
  expect(secrets.linkIdOf(token)).toBe(LINK);
});

test('no bit of it can be changed, and no other key made it', () => {
  const bytes = Buffer.from(secrets.tokenOf(LINK), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(secrets.linkIdOf(changed.toString('base64url'))).toBeUndefined();
  }
  const other = createCustomerSecrets(createSecretKey(randomBytes(32)));
  expect(other.linkIdOf(secrets.tokenOf(LINK))).toBeUndefined();
});

test('a token has one form only: the bits that say nothing must be nought', () => {
  const token = secrets.tokenOf(LINK);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const valid = Array.from(alphabet).filter(
    (last) => secrets.linkIdOf(token.slice(0, -1) + last) !== undefined,
  );
  expect(valid).toEqual([token.at(-1)]);
});

test('the same code of two links has two digests', () => {
  expect(secrets.digestOfCode(LINK, '123456')).not.toBe(
    secrets.digestOfCode(LINK.replace('0', '1'), '123456'),
  );
});

test('a pass is for one purpose and subject, and ends', () => {
  const now = new Date('2026-11-24T06:00:00Z');
  const until = new Date('2026-11-24T07:00:00Z');
  const pass = secrets.passFor('files', 'C20261124-000042', until);
  expect(secrets.subjectOfPass('files', pass, now)).toBe('C20261124-000042');
  expect(secrets.subjectOfPass('other', pass, now)).toBeUndefined();
  expect(secrets.subjectOfPass('files', pass, until)).toBeUndefined();
  const longer = pass.replace(String(until.getTime()), String(until.getTime() + 1000));
  expect(secrets.subjectOfPass('files', longer, now)).toBeUndefined();
  expect(secrets.subjectOfPass('files', 'nonsense', now)).toBeUndefined();
});
