import type { Case } from '../../domain/case/case';
import type { AttachmentStore } from '../../models/attachments';
import type { ZippedFile } from '../documents/signed-zip';

/** A file of a case, in a bundle. */
export interface BundledFile {
  readonly title: string;
  /** Where it stands in the bundle; absent: it can't be read any more. */
  readonly path?: string;
  readonly id: string;
}

/** The files that are evidence in a case, each once, with where they go. */
export async function bundledFiles(
  attachments: AttachmentStore,
  { evidence }: Pick<Case, 'evidence'>,
  folder: string,
): Promise<readonly BundledFile[]> {
  const found = new Map<string, BundledFile>();
  for (const { title, attachment: id } of evidence) {
    if (id === undefined || found.has(id)) continue;
    const known = await attachments.find(id);
    // The id keeps files of one name apart; the stored name has nothing that a path could misuse.
    found.set(id, { id, title, ...(known && { path: `${folder}/${id}/${known.filename}` }) });
  }
  return [...found.values()];
}

/** Their contents; one that can't be opened is left out. */
export async function* attachedFiles(
  attachments: AttachmentStore,
  files: readonly BundledFile[],
): AsyncGenerator<ZippedFile> {
  for (const { id, path } of files) {
    const opened = path === undefined ? undefined : await attachments.open(id);
    if (opened && path !== undefined) yield { path, content: opened.content };
  }
}
