import path from 'node:path';
import { createAccountStore } from '../models/accounts';
import { createApiKeyStore, createDirectory, type Directory } from '../models/people';
import { createPolicyStore, loadPacks } from '../models/policies';
import { ConfigError, loadConfig } from '../platform/config';
import { createLogger } from '../platform/logging';
import { connectMongo } from '../platform/mongo';
import { makeAccounts } from './demo/accounts';
import { demoDepartments, demoUsers } from './demo/people';

const POLICIES = path.join(__dirname, '..', 'policies');

/** Makes demo people and departments, publishes the packs, and writes `demo.json`. May run any number of times. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const mongo = await connectMongo(config, createLogger(config, 'demo'));
  const { connection } = mongo;
  try {
    await makePeople(createDirectory(connection));
    const packs = await loadPacks(
      POLICIES,
      demoDepartments.map(({ _id }) => _id),
    );
    const published = await createPolicyStore(connection).publish(packs);
    for (const { id, version, isNew } of published) {
      say(`${id}, version ${version}${isNew ? ' (new)' : ''}`);
    }

    const file = path.join(config.dataDir, 'demo.json');
    const { keys, accounts } = await makeAccounts(file, config.http.publicUrl, demoUsers, {
      apiKeys: createApiKeyStore(connection),
      accounts: createAccountStore(connection),
    });
    say(`${accounts.length} demo accounts, ${keys.length} keys: ${file}`);
  } finally {
    await mongo.close();
  }
}

/** Who is there already stays as they are: somebody may have changed them on purpose. */
async function makePeople(directory: Directory): Promise<void> {
  const users = new Set((await directory.users()).map(({ _id }) => _id));
  const departments = new Set((await directory.departments()).map(({ _id }) => _id));
  for (const user of demoUsers) if (!users.has(user._id)) await directory.saveUser(user);
  for (const department of demoDepartments) {
    if (!departments.has(department._id)) await directory.saveDepartment(department);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  const told =
    error instanceof ConfigError || !(error instanceof Error)
      ? String(error)
      : (error.stack ?? error.message);
  process.stderr.write(`The demo data could not be made. ${told}\n`);
  process.exitCode = 1;
});
