/** One address and nothing else: no list, no group, no comment, nothing that could end a line. RFC 5321 sizes. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;

/** Whether the text can be one recipient of a mail; addresses in other scripts can. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}
