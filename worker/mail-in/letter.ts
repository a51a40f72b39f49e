import type { MailFile } from './incoming-mail';
import { withRemarks, remark } from './remarks';
import { cut, type Said } from './what-it-says';

/** The longest text of a complaint or a note, in characters. */
const LONGEST = 10_000;
/** What is left for our remarks. */
const FOR_REMARKS = 1_500;

/** A mail as it goes on record: the text, and the whole of it as a file where it is longer than a text may be. */
export interface Letter {
  readonly text: string;
  readonly whole?: MailFile;
}

/** Puts the words of a mail and our remarks together. */
export function letterOf(
  { text, masked }: Pick<Said, 'text' | 'masked'>,
  remarks: readonly string[],
): Letter {
  const isLong = text.length > LONGEST - FOR_REMARKS;
  const all = [...(masked ? [remark('masked')] : []), ...(isLong ? [remark('cut')] : []), ...remarks];
  const said = text === '' ? remark('no-text') : cut(text, LONGEST - FOR_REMARKS);
  return {
    text: withRemarks(said, all, LONGEST),
    ...(isLong && {
      whole: { filename: 'mail.txt', type: 'text/plain', content: Buffer.from(text, 'utf8') },
    }),
  };
}
