#!/usr/bin/env node
// Checks the proof of a case that Redress has exported, without Redress and without the network: Node 18 or later is
// all it needs. What is proven, and what is not, stands in docs/proof.md.
//
//   node verify.mjs <folder or bundle.json> [--key public-key.pem] [--anchors anchors.jsonl]
//
// Exit code: 0 everything holds, 1 something does not, 2 it could not be checked.
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';

const FORMAT = 'redress-proof/1';
const NO_HASH = '0'.repeat(64);
const KINDS = ['case-event', 'task-event', 'run', 'file'];
/** What waits for a worker to come back may be recorded with the time at which it began to wait. */
const WAITING_MS = 24 * 60 * 60 * 1000;
/** No history is nearly as large. */
const LARGEST_HISTORY = 512 * 1024 * 1024;

class CouldNotCheck extends Error {}

/** RFC 8785: fields sorted by UTF-16 code units; numbers and strings as ECMAScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${fields.join(',')}}`;
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** RFC 6962, 2.1. */
const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** The root that a tree of `size` leaves has if this leaf is in it (RFC 9162, 2.1.3.2); undefined if it can't be. */
function rootOf(index, size, hash, proof) {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return undefined;
  let [at, last, root] = [index, size - 1, hash];
  for (const other of proof) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(other, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      root = nodeHash(root, other);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
}

/** What a public key is called by in statements. */
function keyId(key) {
  return sha256(key.export({ type: 'spki', format: 'der' }))
    .toString('hex')
    .slice(0, 16);
}

function readKey(pem, from) {
  let key;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new CouldNotCheck(`${from} holds no public key in PEM.`);
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new CouldNotCheck(
    `${from} holds a key of another type than Ed25519, which statements are signed with.`,
  );
}

function readText(file) {
  try {
    if (statSync(file).isFile()) return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CouldNotCheck(`${file} can't be read (${error.code}).`);
  }
  throw new CouldNotCheck(`${file} can't be read: it is no file.`);
}

function isFolder(given) {
  return statSync(given, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** One line, whatever a bundle puts in it. */
function shown(text) {
  return String(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

function readBundle(given) {
  const file = isFolder(given) ? join(given, 'bundle.json') : given;
  const text = readText(file);
  let bundle;
  try {
    bundle = JSON.parse(text);
  } catch {
    throw new CouldNotCheck(`${file} is no whole JSON: the bundle was cut or changed. Ask for it again.`);
  }
  if (bundle?.format !== FORMAT) {
    throw new CouldNotCheck(
      `${file} is no proof in the form ${FORMAT}, which is the one that this verifier knows.`,
    );
  }
  if (
    !Array.isArray(bundle.records) ||
    !bundle.records.every(isRecord) ||
    !(bundle.missing ?? []).every?.(isRecord) ||
    typeof bundle.number !== 'string'
  ) {
    throw new CouldNotCheck(
      `${file} lacks records or number: the bundle was cut or changed. Ask for it again.`,
    );
  }
  if (bundle.anchor !== undefined && !bundle.anchor?.statement?.root) {
    throw new CouldNotCheck(
      `${file}: the root that was signed is missing. The bundle was changed. Ask for it again.`,
    );
  }
  if (!bundle.anchor) {
    throw new CouldNotCheck(
      `${file} has no signed root: nothing of the case was anchored when it was exported. Ask for it again later.`,
    );
  }
  return bundle;
}

function isRecord(one) {
  return typeof one?.of === 'string' && typeof one.kind === 'string';
}

/** The statement, once its signature holds; whose key that is, is said. */
function checkAnchor(bundle, { keyFile, anchorsFile }, say) {
  const { anchor, keys } = bundle;
  const { statement, signature } = anchor;
  const own = keyFile === undefined ? undefined : readKey(readText(keyFile), keyFile);
  if (own && keyId(own) !== statement.key) {
    throw new CouldNotCheck(
      `Wrong key: the statement was signed with key ${statement.key}, and ${keyFile} is key ${keyId(own)}.`,
    );
  }
  const pem = keys?.[statement.key];
  if (!own && !pem)
    throw new CouldNotCheck(`The key ${statement.key} is not in the bundle: name its file with --key.`);
  const key = own ?? readKey(pem, 'The bundle');
  if (!own && keyId(key) !== statement.key) say.wrong(`the key in the bundle is not ${statement.key}`);
  if (!verify(null, Buffer.from(canonical(statement)), key, Buffer.from(signature ?? '', 'base64'))) {
    say.wrong(`statement ${statement.number}: the signature is not of this statement and key`);
  }
  if (!own)
    say.note(`The key is the one in the bundle. To be sure whose it is, name one you had before: --key.`);
  if (anchorsFile !== undefined) checkOutside(bundle, key, anchorsFile, say);
  return statement;
}

/** The lines of a copy of the file of statements; what is no line of it is said. */
function linesOf(anchorsFile) {
  return readText(anchorsFile)
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      try {
        const parsed = JSON.parse(line);
        if (!Number.isSafeInteger(parsed.statement.number)) throw new TypeError('It has no number.');
        return { ...parsed, canonical: canonical(parsed.statement) };
      } catch {
        throw new CouldNotCheck(
          `Line ${index + 1} of ${anchorsFile} is no statement: the file was cut or changed.`,
        );
      }
    });
}

/** Whether the same statement stands in a copy of the file of statements, and whether all that it names is in the bundle. */
function checkOutside(bundle, key, anchorsFile, say) {
  const { statement } = bundle.anchor;
  const lines = linesOf(anchorsFile);
  const last = lines.at(-1)?.statement.number ?? 0;
  if (last < statement.number) {
    throw new CouldNotCheck(
      `${anchorsFile} ends with statement ${last}, and the bundle leads to statement ${statement.number}: bring a newer copy.`,
    );
  }
  checkSequence(lines, anchorsFile, say);
  if (!lines.some((line) => line.canonical === canonical(statement))) {
    say.wrong(`statement ${statement.number} does not stand in ${anchorsFile}`);
  }
  const owners = new Set([bundle.number, ...bundle.records.map(({ of }) => of)]);
  const known = new Set(bundle.records.map(({ kind, of, seq, hash }) => canonical({ kind, of, seq, hash })));
  for (const line of lines) {
    // Another key has signed it: the statements after it, which go on from it, hold it as well.
    if (line.statement.key !== keyId(key) || line.statement.number > statement.number) continue;
    checkHeads(line, { key, number: bundle.number, owners, known }, say);
  }
}

/** Each statement holds the hash of the one before it, so that none can be left out. */
function checkSequence(lines, anchorsFile, say) {
  for (const [index, { statement }] of lines.entries()) {
    const before = lines[index - 1];
    if (!before || statement.previous === sha256(before.canonical).toString('hex')) continue;
    say.wrong(`line ${index + 1} of ${anchorsFile} does not follow on the statement before it`);
  }
}

/** How far each statement says that the case had come: what was cut off at the end of the case is missing here. */
function checkHeads({ statement, signature, heads }, { key, number, owners, known }, say) {
  const name = `statement ${statement.number} of the file`;
  if (!verify(null, Buffer.from(canonical(statement)), key, Buffer.from(signature ?? '', 'base64'))) {
    say.wrong(`${name}: the signature is not of it`);
  }
  if (!Array.isArray(heads) || sha256(canonical(heads)).toString('hex') !== statement.heads) {
    say.wrong(`${name}: the heads are not those that were signed`);
    return;
  }
  for (const { kind, of, seq, hash } of heads) {
    const isOfCase = owners.has(of) || of.startsWith(`${number}-`) || of.startsWith(`${number}/`);
    if (isOfCase && !known.has(canonical({ kind, of, seq, hash }))) {
      say.wrong(`${nameOf({ kind, of, seq })}: ${name} has it, and the bundle has it not`);
    }
  }
}

function nameOf({ kind, of, seq }) {
  return isEvent(kind) ? `${of}, event ${seq}` : `${of}, ${PLACES[kind] ?? kind}`;
}

const PLACES = { __proto__: null, run: 'archived run', file: 'attached file' };

function isEvent(kind) {
  return kind === 'case-event' || kind === 'task-event';
}

/** Each record against its hash, the one before it, and its place in the log. */
function checkRecords({ number, records }, statement, say) {
  const heads = new Map();
  const isOfCase = ofCase(number, records);
  const seen = new Set();
  let anchored = 0;
  for (const record of records) {
    const { kind, of, seq, hash, stored, proof } = record;
    const name = nameOf(record);
    if (!KINDS.includes(kind) || typeof stored !== 'object' || stored === null) {
      say.wrong(`${name}: it is no kind of record, or its content is missing`);
      continue;
    }
    if (seen.has(name)) say.wrong(`${name}: it stands there twice`);
    seen.add(name);
    if (!isOfCase(record)) say.wrong(`${name}: it is not of ${number}`);
    if (isEvent(kind)) checkEvent(record, heads, say);
    else checkDocument(record, say);
    if (!proof) {
      const late = Date.parse(statement.at) - Date.parse(stored.recordedAt) > WAITING_MS;
      if (late)
        say.wrong(`${name}: it is not anchored, and was recorded more than a day before the statement`);
      else say.note(`${name}: not anchored when the bundle was made`);
      continue;
    }
    const leaf = leafHash(Buffer.from(canonical({ kind, of, seq, hash })));
    const root = rootOf(proof.leaf, statement.size, leaf, hashesOf(proof));
    if (root?.toString('hex') !== statement.root) say.wrong(`${name}: it is not in the log that was signed`);
    else anchored += 1;
  }
  return anchored;
}

function hashesOf({ inclusion }) {
  return Array.isArray(inclusion) ? inclusion.map((one) => Buffer.from(String(one), 'hex')) : [];
}

/** An event against the one before it in the same case or task. */
function checkEvent(record, heads, say) {
  const { kind, of, seq, hash, stored } = record;
  const name = nameOf(record);
  const owner = `${kind}/${of}`;
  const before = heads.get(owner);
  if (seq !== (before?.seq ?? 0) + 1)
    say.wrong(`${name}: event ${(before?.seq ?? 0) + 1} should stand there`);
  if ((kind === 'case-event' ? stored.number : stored.id) !== of) say.wrong(`${name}: it is of another case`);
  if (stored.seq !== seq) say.wrong(`${name}: its content says event ${stored.seq}`);
  if (sha256(Buffer.from(before?.hash ?? NO_HASH, 'hex'), canonical(stored)).toString('hex') !== hash) {
    say.wrong(`${name}: its hash is not of its content and the event before it`);
  }
  heads.set(owner, { seq, hash: String(hash) });
}

/** An archived run, or what is known of an attached file. */
function checkDocument(record, say) {
  const { kind, of, seq, hash, stored } = record;
  const name = nameOf(record);
  if (seq !== 0 || sha256(canonical(stored)).toString('hex') !== hash) {
    say.wrong(`${name}: its hash is not of its content`);
  }
  if (kind !== 'run') return;
  if (of !== `${stored.workflowId}/${stored.runId}`) say.wrong(`${name}: its content is of another run`);
  checkHistory(record, name, say);
}

/** Whether a record is of this case: it, its tasks, corrective actions that were issued for it, their runs, its files. */
function ofCase(number, records) {
  const issued = records
    .filter(
      ({ kind, seq, stored }) =>
        kind === 'task-event' && seq === 1 && listOf(stored?.payload?.cases).includes(number),
    )
    .map(({ of }) => of);
  const named = records
    .filter(({ kind, of }) => kind === 'case-event' && of === number)
    .map(({ stored }) => stored?.payload?.attachment);
  const files = new Set(named);
  return ({ kind, of }) => {
    if (kind === 'case-event') return of === number;
    if (kind === 'file') return files.has(of);
    return [number, ...issued].some((id) => of === id || of.startsWith(`${id}-`) || of.startsWith(`${id}/`));
  };
}

function listOf(value) {
  return Array.isArray(value) ? value : [];
}

/** The history of a run, where the bundle has it. */
function checkHistory({ stored }, name, say) {
  if (stored.gz === undefined) return;
  try {
    const history = gunzipSync(Buffer.from(stored.gz, 'base64'), { maxOutputLength: LARGEST_HISTORY });
    if (sha256(history).toString('hex') !== stored.sha256) say.wrong(`${name}: its history is another one`);
  } catch {
    say.wrong(`${name}: its history can't be unpacked`);
  }
}

function optionsOf(words) {
  const options = { given: undefined, keyFile: undefined, anchorsFile: undefined };
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '--key') options.keyFile = words[(at += 1)] ?? usage();
    else if (words[at] === '--anchors') options.anchorsFile = words[(at += 1)] ?? usage();
    else if (words[at].startsWith('--')) usage();
    else options.given = words[at];
  }
  if (options.given === undefined) usage();
  return options;
}

function usage() {
  throw new CouldNotCheck(
    'Usage: node verify.mjs <folder or bundle.json> [--key public-key.pem] [--anchors anchors.jsonl]',
  );
}

function main() {
  const options = optionsOf(process.argv.slice(2));
  const bundle = readBundle(options.given);
  let wrong = 0;
  const say = {
    note: (text) => console.log(`note   ${shown(text)}`),
    wrong: (text) => {
      wrong += 1;
      console.log(`WRONG  ${shown(text)}`);
    },
  };
  const statement = checkAnchor(bundle, options, say);
  const anchored = checkRecords(bundle, statement, say);
  if (!bundle.records.some(({ kind, of }) => kind === 'case-event' && of === bundle.number)) {
    say.wrong(`${bundle.number}: no event of it is in the bundle`);
  }
  for (const leaf of bundle.missing ?? []) {
    say.wrong(`${nameOf(leaf)}: leaf ${leaf.index} of the log has it, and the records had it no more`);
  }
  const { length } = bundle.records;
  const number = shown(bundle.number);
  if (wrong > 0) {
    console.log(`${wrong} things do not hold: ${number}, ${length} records.`);
    return 1;
  }
  if (anchored === 0) {
    throw new CouldNotCheck(
      `Nothing of ${number} was anchored when it was exported. Ask for it again later.`,
    );
  }
  console.log(
    `Everything holds: ${number}, ${length} records, ${anchored} of them in statement ${statement.number} of ${shown(statement.at)}.`,
  );
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  // What is no form of a proof at all ends here as well.
  console.error(
    shown(error instanceof CouldNotCheck ? error.message : `The bundle can't be read: ${error?.message}`),
  );
  process.exitCode = 2;
}
