/** The case was erased: nothing can be encrypted for it again. */
export class KeyDestroyedError extends Error {
  override readonly name = 'KeyDestroyedError';

  constructor(owner: string) {
    super(`The data key of ${owner} has been destroyed, so nothing can be written for it any more.`);
  }
}
