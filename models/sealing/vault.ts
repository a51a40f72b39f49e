import type { Digest } from '../search';
import type { FileSealing } from './file-sealing';

/** What texts are sealed with, and what makes them findable all the same. */
export interface Vault {
  readonly sealing: FileSealing;
  readonly digest: Digest;
}
