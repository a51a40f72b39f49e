import { createSecretKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rotateKeys } from '../models/case-keys';
import { WrongMasterKeyError, createMasterKey } from '../platform/codec';
import { loadConfig } from '../platform/config';
import { createLogger } from '../platform/logging';
import { connectMongo } from '../platform/mongo';
import { recordsEnvironment } from './records/environment';
import { count, figure, progressOn } from './records/progress';

const USAGE = `Say what to do:
  npm run keys -- rotate    wrap every key with a new master key, from NEW_MASTER_KEY_FILE or NEW_MASTER_KEY; the present
                            one is that of the installation (MASTER_KEY_FILE). Stop API and worker first, and start them
                            with the new one. Cut off, it goes on where it was.`;

const KEY_BYTES = 32;

/** `npm run keys -- rotate` */
async function main(): Promise<void> {
  const [command, ...more] = process.argv.slice(2);
  if (command !== 'rotate' || more.length > 0) throw new Error(USAGE);
  const next = await newMasterKey(process.env);
  const config = loadConfig(await recordsEnvironment(process.env));
  const [from, to] = [createMasterKey(config.masterKey), createMasterKey(next)];
  if (from.version === to.version) throw new Error('The new master key is the present one: make another.');
  const mongo = await connectMongo(config, createLogger({ logLevel: 'error' }, 'keys', process.stderr));
  const progress = progressOn(process.stderr);
  try {
    const { done, of } = await rotateKeys(mongo.connection, from, to, (soFar) =>
      progress(() => `wrapped ${figure(soFar.done)} of ${figure(soFar.of)} keys`),
    );
    process.stdout.write(
      `${count(done, 'key')} of ${figure(of)} ${done === 1 ? 'is' : 'are'} wrapped by master key ${to.version}. ` +
        'Start API and worker with it, and keep the former one as long as backups of the keys from before.\n',
    );
  } finally {
    await mongo.close();
  }
}

/** @throws {Error} if there is none, or it is not 32 bytes in base64 */
async function newMasterKey(env: NodeJS.ProcessEnv): Promise<KeyObject> {
  const file = env['NEW_MASTER_KEY_FILE'];
  const text = file ? await readFile(file, 'utf8').catch(unreadable) : env['NEW_MASTER_KEY'];
  const bytes = Buffer.from((text ?? '').trim(), 'base64');
  if (bytes.length !== KEY_BYTES) {
    throw new Error(
      'NEW_MASTER_KEY_FILE (or NEW_MASTER_KEY) must hold 32 bytes in base64: openssl rand -base64 32.',
    );
  }
  return createSecretKey(bytes);
}

function unreadable(error: NodeJS.ErrnoException): never {
  throw new Error(`NEW_MASTER_KEY_FILE can't be read (${error.code ?? 'unknown'}).`);
}

const COULD_NOT = 2;

main().catch((error: unknown) => {
  const told =
    error instanceof WrongMasterKeyError
      ? `${error.message} Nothing that it could not read was changed.`
      : error instanceof Error
        ? error.message
        : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = COULD_NOT;
});
