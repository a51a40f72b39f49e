import { createHash, createPublicKey } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { isSignedBy } from '../../../platform/anchor-key';

const manifestSchema = z.object({
  format: z.string(),
  of: z.string(),
  madeBy: z.string(),
  signedBy: z.string().nullable(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

export type Unzipped = ReadonlyMap<string, Buffer>;

/** Every file of a ZIP by its path. */
export function unzip(bytes: Buffer): Promise<Unzipped> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: Entry) => {
        contentOf(zip, entry).then((content) => {
          files.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
      zip.readEntry();
    });
  });
}

function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else buffer(stream).then(resolve, reject);
    });
  });
}

/** What is wrong with the files of a signed ZIP by its own manifest; nothing if it is whole. */
export function problemsIn(files: Unzipped): string[] {
  const text = textOf(files, 'manifest.json');
  const [signature = '', ...pem] = textOf(files, 'manifest.json.sig').split('\n');
  const problems = isSignedBy(createPublicKey(pem.join('\n')), text, signature) ? [] : ['signature'];
  const listed = manifestOf(files).files;
  for (const { path, bytes, sha256 } of listed) {
    const content = files.get(path);
    const hash = content && createHash('sha256').update(content).digest('hex');
    if (content?.length !== bytes || hash !== sha256) problems.push(path);
  }
  const known = new Set([...listed.map(({ path }) => path), 'manifest.json', 'manifest.json.sig']);
  return [...problems, ...[...files.keys()].filter((path) => !known.has(path))];
}

export function manifestOf(files: Unzipped): z.output<typeof manifestSchema> {
  return manifestSchema.parse(JSON.parse(textOf(files, 'manifest.json')));
}

export function textOf(files: Unzipped, path: string): string {
  const content = files.get(path);
  if (!content) throw new Error(`The ZIP has no ${path}, but ${[...files.keys()].join(', ')}.`);
  return content.toString('utf8');
}
