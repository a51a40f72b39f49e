#!/usr/bin/env node
// Checks a case that Redress has exported, without Redress and without the network: Node 18 or later is all it needs.
// First that every file is the one that was signed, by manifest.json and manifest.json.sig, and that attached files are
// those of the record; then the proof of the records themselves, by proof/verify.mjs.
//
//   node verify.mjs [folder] [--key public-key.pem] [--anchors anchors.jsonl]
//
// Exit code: 0 everything holds, 1 something does not, 2 it could not be checked.
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const MANIFEST = 'manifest.json';
const SIGNATURE = 'manifest.json.sig';
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

/** One line, whatever a bundle puts in it. */
function shown(text) {
  return String(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
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
    if (Array.isArray(manifest.files) && manifest.files.every(isListed)) return manifest;
  } catch {
    // It is told below, like any other manifest that is none.
  }
  throw new CouldNotCheck(`${MANIFEST} is not whole: the bundle was cut or changed. Ask for it again.`);
}

function isListed(file) {
  return typeof file?.path === 'string' && typeof file.sha256 === 'string' && Number.isInteger(file.bytes);
}

/** The key that was given, or the one that came with the signature. */
function keyOf(keyFile, pem) {
  let key;
  try {
    key = createPublicKey(keyFile === undefined ? pem : read(keyFile, 'Name the file of a public key.'));
  } catch (error) {
    if (error instanceof CouldNotCheck) throw error;
    throw new CouldNotCheck(`${keyFile ?? SIGNATURE} holds no public key in PEM.`);
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new CouldNotCheck(`${keyFile ?? SIGNATURE} holds a key of another type than Ed25519.`);
}

function keyId(key) {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

/** Whether there is a signature at all. */
function checkSignature(folder, manifest, bytes, keyFile, say) {
  if (manifest.signedBy === null) {
    if (keyFile === undefined && !existsSync(join(folder, SIGNATURE))) {
      return false;
    }
    say.wrong(`${MANIFEST} says that it was not signed: it was changed, or made without a key`);
    return false;
  }
  const text = read(join(folder, SIGNATURE), 'The bundle was cut or changed.').toString('utf8');
  const [signature = '', ...pem] = text.split('\n');
  const key = keyOf(keyFile, pem.join('\n'));
  if (keyFile !== undefined && keyId(key) !== manifest.signedBy) {
    throw new CouldNotCheck(
      `Wrong key: it was signed with key ${manifest.signedBy}, and ${keyFile} is key ${keyId(key)}.`,
    );
  }
  if (keyId(key) !== manifest.signedBy) say.wrong(`${SIGNATURE}: its key is not ${manifest.signedBy}`);
  if (!verify(null, bytes, key, Buffer.from(signature, 'base64'))) {
    say.wrong(`${MANIFEST}: the signature is not of it and key ${keyId(key)}`);
  }
  if (keyFile === undefined) {
    say.note('The key is the one in the bundle. To be sure whose it is, name one you had before: --key.');
  }
  return true;
}

function checkFiles(folder, { files }, say) {
  const there = new Set(allIn(folder, '', say));
  const listed = new Set();
  for (const { path, bytes, sha256 } of files) {
    if (listed.has(path)) say.wrong(`${path}: it is listed twice`);
    listed.add(path);
    // Only what lies in the folder is looked at, whatever the manifest names.
    if (!there.has(path)) {
      say.wrong(`${path}: it is missing`);
      continue;
    }
    const content = read(join(folder, path), 'The bundle was changed.');
    const hash = createHash('sha256').update(content).digest('hex');
    if (content.length !== bytes) say.wrong(`${path}: it has ${content.length} bytes instead of ${bytes}`);
    else if (hash !== sha256) say.wrong(`${path}: its content was changed`);
  }
  for (const path of there) {
    if (!listed.has(path) && path !== MANIFEST && path !== SIGNATURE) {
      say.wrong(`${path}: it was not in the bundle`);
    }
  }
}

/** The files in a folder and in the folders in it, with `/` between them. Links lead elsewhere, and are none of it. */
function allIn(folder, within, say) {
  return readdirSync(join(folder, within)).flatMap((name) => {
    const path = within === '' ? name : `${within}/${name}`;
    const found = lstatSync(join(folder, path));
    if (found.isDirectory()) return allIn(folder, path, say);
    if (found.isFile()) return [path];
    say.wrong(`${path}: it is no file, but a link or something else that was not in the bundle`);
    return [];
  });
}

/** That attached files are those that the record names, and that the proof is of this case. */
function checkAttached(folder, { of, files }, say) {
  const { number, records } = proofOf(folder);
  if (number !== of) say.wrong(`proof/bundle.json: it is of ${number}, and the bundle of ${of}`);
  const known = new Map(
    records.filter(({ kind }) => kind === 'file').map((one) => [one.of, one.stored?.sha256]),
  );
  for (const { path, sha256 } of files) {
    const [top, id] = path.split('/');
    if (top === 'attachments' && known.get(id) !== sha256)
      say.wrong(`${path}: it is not the file of the record`);
    known.delete(top === 'attachments' ? id : undefined);
  }
  for (const id of known.keys())
    say.note(
      `attachments/${id}: the record has this file, and the bundle has not: it was erased, or left out`,
    );
}

function proofOf(folder) {
  try {
    const proof = JSON.parse(readFileSync(join(folder, 'proof', 'bundle.json'), 'utf8'));
    if (Array.isArray(proof.records) && proof.records.every((one) => one !== null)) return proof;
  } catch {
    // It is told below, like any other proof that is none.
  }
  throw new CouldNotCheck(
    'proof/bundle.json is missing or no proof: the bundle was cut or changed. Ask for it again.',
  );
}

/** The records themselves; what it says is shown as it says it. */
function checkProof(folder, passedOn) {
  const verifier = join(folder, 'proof', 'verify.mjs');
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
    note: (text) => console.log(`note   ${shown(text)}`),
    wrong: (text) => {
      wrong += 1;
      console.log(`WRONG  ${shown(text)}`);
    },
  };
  const isSigned = checkSignature(folder, manifest, bytes, keyFile, say);
  checkFiles(folder, manifest, say);
  if (wrong === 0) checkAttached(folder, manifest, say);
  const { length } = manifest.files;
  const of = shown(manifest.of);
  if (wrong > 0) {
    console.log(`${wrong} things do not hold in the bundle of ${of}, ${length} files.`);
    return WRONG;
  }
  if (!isSigned) {
    throw new CouldNotCheck(
      `${MANIFEST} was not signed, as no key was set up: nothing shows who made the bundle of ${of}.`,
    );
  }
  console.log(
    `The bundle of ${of} is whole: ${length} files, made at ${shown(manifest.madeAt)} by ${shown(manifest.madeBy)}.`,
  );
  return checkProof(folder, passedOn);
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(
    shown(error instanceof CouldNotCheck ? error.message : `The bundle can't be read: ${error?.message}`),
  );
  process.exitCode = COULD_NOT_CHECK;
}
