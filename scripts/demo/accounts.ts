import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ROLES } from '../../domain/people/actor';
import type { ApiKeyStore } from '../../models/people';
import type { DemoUser } from './people';

const account = z.object({
  role: z.enum(ROLES),
  department: z.string().exactOptional(),
  user: z.string(),
  key: z.string(),
});
const accounts = z.object({ baseUrl: z.string(), keys: z.array(account) });

/** `demo.json`: where the product is, and a key of every role and department. */
export type DemoAccounts = z.output<typeof accounts>;
type DemoAccount = z.output<typeof account>;

/** The accounts of the demo users: a key that was made before and still serves stays. */
export async function makeAccounts(
  file: string,
  baseUrl: string,
  users: readonly DemoUser[],
  apiKeys: ApiKeyStore,
): Promise<DemoAccounts> {
  const before = await readAccounts(file);
  const keys: DemoAccount[] = [];
  for (const user of users) {
    const earlier = before.find((one) => one.user === user._id);
    keys.push(await accountOf(user, earlier?.key, apiKeys));
  }
  const made = { baseUrl, keys };
  await writeSecretly(file, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

async function accountOf(
  { _id, roles, department }: DemoUser,
  earlier: string | undefined,
  apiKeys: ApiKeyStore,
): Promise<DemoAccount> {
  const belongs = department === undefined ? {} : { department };
  const serves = earlier !== undefined && (await apiKeys.authenticate(earlier))?.user === _id;
  const key = serves ? earlier : await apiKeys.create({ user: _id, roles, ...belongs });
  return { role: roles[0], ...belongs, user: _id, key };
}

/** None if the file is missing or was written by something else: then every key is made anew. */
async function readAccounts(file: string): Promise<readonly DemoAccount[]> {
  const text = await readFile(file, 'utf8').catch(() => 'null');
  const parsed = accounts.safeParse(parsedJson(text));
  return parsed.success ? parsed.data.keys : [];
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and for its owner only: it holds keys. */
async function writeSecretly(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, file);
}
