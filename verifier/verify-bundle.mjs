#!/usr/bin/env node
// Checks a case that Redress has exported, without Redress and without the network: Node 18 or later is all it needs.
// First that every file is the one that was signed, by manifest.json and manifest.json.sig; then the proof of the records
// themselves, by proof/verify.mjs.
//
//   node verify.mjs [folder] [--key public-key.pem] [--anchors anchors.jsonl]
//
// Exit code: 0 everything holds, 1 something does not, 2 it could not be checked.
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const MANIFEST = 'manifest.json';
const SIGNATURE = 'manifest.json.sig';
const CHECKED = 0;
const WRONG = 1;
const COULD_NOT_CHECK = 2;

class CouldNotCheck extends Error {}

function optionsOf(words) {
  const options = { folder: fileURLToPath(new URL('.', import.meta.url)), passedOn: [] };
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '--key' || words[at] === '--anchors') {
      if (words[at + 1] === undefined) usage();
      options.passedOn.push(words[at], words[at + 1]);
      if (words[at] === '--key') options.keyFile = words[at + 1];
      at += 1;
    } else if (words[at].startsWith('--')) usage();
    else options.folder = words[at];
  }
  return options;
}

function usage() {
  throw new CouldNotCheck('Usage: node verify.mjs [folder] [--key public-key.pem] [--anchors anchors.jsonl]');
}

function read(file, why) {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CouldNotCheck(`${file} can't be read (${error.code}). ${why}`);
  }
}

function manifestOf(bytes) {
  try {
    const manifest = JSON.parse(bytes.toString('utf8'));
    if (Array.isArray(manifest.files)) return manifest;
  } catch {
    // It is told below, like any other manifest that is none.
  }
  throw new CouldNotCheck(`${MANIFEST} is not whole: the bundle was cut or changed. Ask for it again.`);
}

/** The key that was given, or the one that came with the signature. */
function keyOf(keyFile, pem) {
  try {
    return createPublicKey(keyFile === undefined ? pem : read(keyFile, 'Name the file of a public key.'));
  } catch (error) {
    if (error instanceof CouldNotCheck) throw error;
    throw new CouldNotCheck(`${keyFile ?? SIGNATURE} holds no public key in PEM.`);
  }
}

function keyId(key) {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

function checkSignature(folder, manifest, bytes, keyFile, say) {
  if (manifest.signedBy === null) {
    if (keyFile === undefined && !existsSync(join(folder, SIGNATURE))) {
      return say.note(`${MANIFEST} was not signed: no key was set up.`);
    }
    return say.wrong(`${MANIFEST} says that it was not signed: it was changed, or made without a key`);
  }
  const text = read(join(folder, SIGNATURE), 'The bundle was cut or changed.').toString('utf8');
  const [signature = '', ...pem] = text.split('\n');
  const key = keyOf(keyFile, pem.join('\n'));
  if (keyFile !== undefined && keyId(key) !== manifest.signedBy) {
    throw new CouldNotCheck(
      `Wrong key: it was signed with key ${manifest.signedBy}, and ${keyFile} is key ${keyId(key)}.`,
    );
  }
  if (!verify(null, bytes, key, Buffer.from(signature, 'base64'))) {
    say.wrong(`${MANIFEST}: the signature is not of it and key ${keyId(key)}`);
  }
  if (keyFile === undefined) {
    say.note('The key is the one in the bundle. To be sure whose it is, name one you had before: --key.');
  }
}

function checkFiles(folder, { files }, say) {
  for (const { path, bytes, sha256 } of files) {
    const file = join(folder, ...path.split('/'));
    if (!existsSync(file)) {
      say.wrong(`${path}: it is missing`);
      continue;
    }
    const content = readFileSync(file);
    const hash = createHash('sha256').update(content).digest('hex');
    if (content.length !== bytes) say.wrong(`${path}: it has ${content.length} bytes instead of ${bytes}`);
    else if (hash !== sha256) say.wrong(`${path}: its content was changed`);
  }
  const known = new Set([...files.map(({ path }) => path), MANIFEST, SIGNATURE]);
  for (const path of allIn(folder)) if (!known.has(path)) say.wrong(`${path}: it was not in the bundle`);
}

function allIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    );
}

/** The records themselves; what it says is shown as it says it. */
function checkProof(folder, passedOn) {
  const verifier = join(folder, 'proof', 'verify.mjs');
  if (!existsSync(verifier)) return CHECKED;
  const { status } = spawnSync(process.execPath, [verifier, join(folder, 'proof'), ...passedOn], {
    stdio: 'inherit',
  });
  return status ?? COULD_NOT_CHECK;
}

function main() {
  const { folder, keyFile, passedOn } = optionsOf(process.argv.slice(2));
  const bytes = read(
    join(folder, MANIFEST),
    'Without it, the bundle is not whole: it was cut. Ask for it again.',
  );
  const manifest = manifestOf(bytes);
  let wrong = 0;
  const say = {
    note: (text) => console.log(`note   ${text}`),
    wrong: (text) => {
      wrong += 1;
      console.log(`WRONG  ${text}`);
    },
  };
  checkSignature(folder, manifest, bytes, keyFile, say);
  checkFiles(folder, manifest, say);
  const { length } = manifest.files;
  if (wrong > 0) {
    console.log(`${wrong} things do not hold in the bundle of ${manifest.of}, ${length} files.`);
    return WRONG;
  }
  console.log(
    `The bundle of ${manifest.of} is whole: ${length} files, made at ${manifest.madeAt} by ${manifest.madeBy}.`,
  );
  return checkProof(folder, passedOn);
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(
    error instanceof CouldNotCheck ? error.message : `The bundle can't be read: ${error.message}`,
  );
  process.exitCode = COULD_NOT_CHECK;
}
