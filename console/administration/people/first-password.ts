/** Without characters that look alike when somebody reads them out. */
const CHARACTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const OF_A_GROUP = 4;

/** A password for the first sign-in: drawn at random, in groups that can be read out over the phone; about 93 bits. */
export function firstPassword(): string {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: OF_A_GROUP }, () => CHARACTERS[drawn(CHARACTERS.length)]).join(''),
  );
  return groups.join('-');
}

/** A number below the limit, each as likely as the others. */
function drawn(limit: number): number {
  const fair = Math.floor(256 / limit) * limit;
  for (;;) {
    const [byte = fair] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) return byte % limit;
  }
}
