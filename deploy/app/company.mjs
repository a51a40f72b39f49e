// The first accounts of an installation, and the way back in for whoever has lost theirs:
//
//   node deploy/app/company.mjs save <company.yaml     departments and users; those of the same id are replaced
//   node deploy/app/company.mjs password anna          a first password, printed once, to be changed at the sign-in
//   node deploy/app/company.mjs key anna               a new API key of a user, printed once
//   node deploy/app/company.mjs withdraw anna          ends all API keys of a user
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const { ROLES } = require('../../dist/domain/people/actor');
const { createAccountStore } = require('../../dist/models/accounts');
const { createApiKeyStore, createDirectory } = require('../../dist/models/people');
const { loadConfig } = require('../../dist/platform/config');
const { createLogger } = require('../../dist/platform/logging');
const { connectMongo } = require('../../dist/platform/mongo');
const { hashPassword } = require('../../dist/platform/passwords');

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'small letters, digits, dots and dashes');
const line = z.string().trim().min(1);

const companySchema = z
  .strictObject({
    departments: z
      .array(z.strictObject({ id, title: z.strictObject({ zh: line, en: line }), lead: id }))
      .min(1),
    users: z
      .array(
        z.strictObject({
          id,
          name: line,
          roles: z.array(z.enum(ROLES)).min(1),
          department: id.exactOptional(),
          email: z.email().exactOptional(),
        }),
      )
      .min(1),
  })
  .check(({ value: { departments, users }, issues }) => {
    const complain = (path, message) => issues.push({ code: 'custom', input: undefined, path, message });
    const userIds = new Set(users.map((user) => user.id));
    const departmentIds = new Set(departments.map((department) => department.id));
    departments.forEach(({ lead }, at) => {
      if (!userIds.has(lead)) complain(['departments', at, 'lead'], `no user has the id ${lead}`);
    });
    users.forEach(({ department }, at) => {
      if (department === undefined || departmentIds.has(department)) return;
      complain(['users', at, 'department'], `no department has the id ${department}`);
    });
  });

const actions = { save, password, key, withdraw };

async function save({ directory }) {
  const read = companySchema.safeParse(parse(await text(process.stdin)));
  if (!read.success) {
    throw new Error(`Nothing was saved. The file is not as it must be:\n${z.prettifyError(read.error)}`);
  }
  const { departments, users } = read.data;
  for (const { id: _id, ...rest } of users) await directory.saveUser({ _id, ...rest });
  for (const { id: _id, ...rest } of departments) await directory.saveDepartment({ _id, ...rest });
  console.log(`Saved ${departments.length} departments and ${users.length} users.`);
}

async function password({ directory, accounts }, user) {
  if (!(await directory.user(user)))
    throw new Error(`There is no user ${user ?? '(none was named)'}. Save one first.`);
  const first = randomBytes(12).toString('base64url');
  await accounts.setPassword(user, {
    hash: await hashPassword(first),
    by: 'operator',
    mustChange: true,
    at: new Date(),
  });
  console.log(first);
}

async function key({ directory, apiKeys }, user) {
  const found = (await directory.users()).find(({ _id }) => _id === user);
  if (!found) throw new Error(`There is no user ${user ?? '(none was named)'}. Save one first.`);
  const { roles, department } = found;
  console.log(await apiKeys.create({ user, roles, ...(department !== undefined && { department }) }));
}

async function withdraw({ apiKeys }, user) {
  if (user === undefined) throw new Error('Name the user whose keys are to end.');
  console.log(`Ended ${await apiKeys.withdraw(user)} keys of ${user}.`);
}

async function main([name, ...rest]) {
  const action = Object.hasOwn(actions, name ?? '') ? actions[name] : undefined;
  if (!action) throw new Error(`Say what to do: ${Object.keys(actions).join(', ')}.`);
  const config = loadConfig(process.env);
  const mongo = await connectMongo(config, createLogger({ logLevel: 'silent' }, 'company'));
  try {
    const { connection } = mongo;
    const stores = {
      directory: createDirectory(connection),
      accounts: createAccountStore(connection),
      apiKeys: createApiKeyStore(connection),
    };
    await action(stores, ...rest);
  } finally {
    await mongo.close();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
