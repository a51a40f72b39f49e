/* global Mongo, print, sleep */
// Run by mongosh beside the first member, in its network, at every start of the system:
// joins the members into a replica set, makes the root user, and makes the product's user or gives it the password of
// its secret. What is there already is left as it is, so it may run any number of times.
//
// The first user can only be made from the member's own machine (MongoDB's localhost exception, which ends with it).

const { readFileSync } = require('node:fs');

const MEMBERS = required('MONGO_MEMBERS').split(',');
const SET = required('MONGO_REPLICA_SET');
const DATABASE = required('MONGO_DATABASE');
const FIRST_MEMBER = process.env.MONGO_FIRST_MEMBER ?? '127.0.0.1:27017';
const ROOT = { user: 'root', pwd: secret('MONGO_ROOT_PASSWORD_FILE') };
const PRODUCT = {
  user: 'redress',
  pwd: secret('MONGO_APP_PASSWORD_FILE'),
  // Documents, indexes, transactions and change streams of its own databases, that of the data and that of the keys
  // (models/key-database.ts), and nothing else.
  roles: [
    { role: 'readWrite', db: DATABASE },
    { role: 'readWrite', db: `${DATABASE}-keys` },
  ],
};

/** An election after a start takes about ten seconds. */
const ELECTED_WITHIN_S = 60;
const CODES = { unauthorized: 13, authenticationFailed: 18, alreadyInitialized: 23 };

main();

function main() {
  if (!rootMayEnter()) {
    const first = new Mongo(`mongodb://${FIRST_MEMBER}/?directConnection=true`);
    initiate(first);
    waitUntilPrimary(first);
    first.getDB('admin').createUser({ ...ROOT, roles: ['root'] });
    print('The root user was made.');
  }
  const set = new Mongo(
    `mongodb://${credentials(ROOT)}@${MEMBERS.join(',')}/?replicaSet=${SET}&authSource=admin&serverSelectionTimeoutMS=${ELECTED_WITHIN_S * 1_000}`,
  );
  compareMembers(set);
  makeProductUser(set);
}

/** False as long as there is no root user; throws when there is one and the secret is not its password. */
function rootMayEnter() {
  try {
    new Mongo(`mongodb://${credentials(ROOT)}@${FIRST_MEMBER}/?directConnection=true&authSource=admin`)
      .getDB('admin')
      .runCommand({ connectionStatus: 1 });
    return true;
  } catch (error) {
    if (error.code === CODES.authenticationFailed) return false;
    throw error;
  }
}

function initiate(first) {
  const members = MEMBERS.map((host, index) => ({ _id: index, host, priority: index === 0 ? 2 : 1 }));
  try {
    first.getDB('admin').adminCommand({ replSetInitiate: { _id: SET, members } });
    print(`The replica set ${SET} was made of ${MEMBERS.join(', ')}.`);
  } catch (error) {
    if (error.code === CODES.alreadyInitialized) return;
    if (error.code !== CODES.unauthorized) throw error;
    throw new Error(
      'MongoDB has users, and the root user has another password than MONGO_ROOT_PASSWORD_FILE holds. ' +
        'Put the password back that the data was made with; docs/operations.md says how to change it.',
      { cause: error },
    );
  }
}

/** The first member has the highest priority: it becomes the primary, or soon takes over. */
function waitUntilPrimary(first) {
  for (let second = 0; second < ELECTED_WITHIN_S; second += 1) {
    if (first.getDB('admin').hello().isWritablePrimary) return;
    sleep(1_000);
  }
  throw new Error(
    `${MEMBERS[0]} did not become the primary within ${ELECTED_WITHIN_S} s. ` +
      'Check that all members run with the same key file and reach each other.',
  );
}

/** Members are moved by an operator, one at a time; a start only says that they differ. */
function compareMembers(set) {
  const { config } = set.getDB('admin').adminCommand({ replSetGetConfig: 1 });
  const present = config.members.map(({ host }) => host);
  if ([...present].sort().join() === [...MEMBERS].sort().join()) return;
  print(
    `The replica set consists of ${present.join(', ')}, and MONGO_MEMBERS names ${MEMBERS.join(', ')}. ` +
      'Use rs.add and rs.remove to bring them together.',
  );
}

function makeProductUser(set) {
  const database = set.getDB(DATABASE);
  const { user, ...rest } = PRODUCT;
  if (database.getUser(user)) {
    database.updateUser(user, rest);
    print(`The user ${user} is there; its password and roles are those of the secret and of this file.`);
    return;
  }
  database.createUser(PRODUCT);
  print(`The user ${user} was made.`);
}

function credentials({ user, pwd }) {
  return `${encodeURIComponent(user)}:${encodeURIComponent(pwd)}`;
}

function secret(variable) {
  const text = readFileSync(required(variable), 'utf8').trim();
  if (text === '') throw new Error(`The file that ${variable} names is empty.`);
  return text;
}

function required(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is missing.`);
  return value;
}
