import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Proofs } from '../../models/proofs';
import type { ZippedFile } from '../documents/signed-zip';

const VERIFIER = path.join(__dirname, '..', '..', 'verifier', 'verify.mjs');

/** What an outsider checks a case by, as files of its bundle: the proof, and the verifier of one file. */
export function proofFilesOf(proofs: Proofs): (number: string) => AsyncIterable<ZippedFile> {
  return async function* (number) {
    const proof = await proofs.ofCase(number);
    yield { path: 'proof/bundle.json', content: Buffer.from(JSON.stringify(proof)) };
    yield { path: 'proof/verify.mjs', content: await readFile(VERIFIER) };
  };
}
