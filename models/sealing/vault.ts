import type { Digest } from '../search';
import type { Sealing } from './sealing';

/** What texts are sealed with, and what makes them findable all the same. */
export interface Vault {
  readonly sealing: Sealing;
  readonly digest: Digest;
}
