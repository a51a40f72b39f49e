import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ROLES } from '../../domain/people/actor';
import type { AccountStore } from '../../models/accounts';
import type { ApiKeyStore } from '../../models/people';
import { SIGNING_IN } from '../../api/accounts/roles';
import { demoPassword } from './passwords';
import type { DemoUser } from './people';

const whoever = { role: z.enum(ROLES), department: z.string().exactOptional(), user: z.string() };
const key = z.object({ ...whoever, key: z.string() });
const account = z.object({ ...whoever, password: z.string() });
const written = z.object({
  baseUrl: z.string(),
  keys: z.array(key),
  accounts: z.array(account).default([]),
});

/** `demo.json`: where the product is, and a password and a key of every role and department. */
export type DemoAccounts = z.output<typeof written>;
type DemoKey = z.output<typeof key>;
type DemoAccount = z.output<typeof account>;

export interface AccountStores {
  readonly apiKeys: ApiKeyStore;
  readonly accounts: AccountStore;
}

/** Passwords hashed side by side. */
const ABREAST = 2;

/** The accounts of the demo users: a key or password that was made before and still serves stays. */
export async function makeAccounts(
  file: string,
  baseUrl: string,
  users: readonly DemoUser[],
  { apiKeys, accounts }: AccountStores,
): Promise<DemoAccounts> {
  const before = await readAccounts(file);
  const keys: DemoKey[] = [];
  for (const user of users) {
    const earlier = before?.keys.find((one) => one.user === user._id);
    keys.push(await keyOf(user, earlier?.key, apiKeys));
  }
  const people = users.filter(({ roles: [role] }) => SIGNING_IN.includes(role));
  const made = { baseUrl, keys, accounts: await passwordsOf(people, before, accounts) };
  await writeSecretly(file, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

async function passwordsOf(
  people: readonly DemoUser[],
  before: DemoAccounts | undefined,
  accounts: AccountStore,
): Promise<DemoAccount[]> {
  const found: DemoAccount[] = [];
  for (let at = 0; at < people.length; at += ABREAST) {
    const some = people.slice(at, at + ABREAST).map(async (user) => {
      const earlier = before?.accounts.find((one) => one.user === user._id);
      const password = await demoPassword(user._id, earlier?.password, accounts);
      return password === undefined ? [] : [{ ...whoIs(user), password }];
    });
    found.push(...(await Promise.all(some)).flat());
  }
  return found;
}

async function keyOf(user: DemoUser, earlier: string | undefined, apiKeys: ApiKeyStore): Promise<DemoKey> {
  const { _id, roles, department } = user;
  const serves = earlier !== undefined && (await apiKeys.authenticate(earlier))?.user === _id;
  const made = serves
    ? earlier
    : await apiKeys.create({ user: _id, roles, ...(department !== undefined && { department }) });
  return { ...whoIs(user), key: made };
}

function whoIs({ _id, roles, department }: DemoUser) {
  return { role: roles[0], ...(department !== undefined && { department }), user: _id };
}

/** Undefined if the file is missing or was written by something else: then everything is made anew. */
async function readAccounts(file: string): Promise<DemoAccounts | undefined> {
  const text = await readFile(file, 'utf8').catch(() => 'null');
  return written.safeParse(parsedJson(text)).data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and for its owner only: it holds keys and passwords. */
async function writeSecretly(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, file);
}
