import type { CommandPayloads } from '../../domain/case/commands';
import { CUSTOMER, PROCEDURE } from '../../domain/people/actor';
import { uuidOf } from './mail-key';
import { NotYet, type MailDesk } from './ports';
import type { StoredFile } from './stored-files';

/** Whether a mail counts as the customer's own word, or is only shown to agents. */
export type Standing = 'customer' | 'unverified';

/** What the two kinds of mail are sent to a case as; the ids make a repeat change nothing. */
export function toCase({ tell }: Pick<MailDesk, 'tell'>, number: string, key: string, standing: Standing) {
  const actor = standing === 'customer' ? CUSTOMER : PROCEDURE;
  const visibility = standing === 'customer' ? 'customer' : 'internal';

  async function send<N extends 'note' | 'add-evidence'>(
    name: N,
    part: string,
    payload: CommandPayloads[N],
  ): Promise<void> {
    const told = await tell(number, { name, commandId: uuidOf(key, part), actor, payload });
    if (told === 'not-running')
      throw new NotYet(`The workflow of ${number} does not run yet, or not any more.`);
  }

  return {
    note: (text: string) => send('note', 'note', { text, visibility }),
    files: async (files: readonly StoredFile[]): Promise<void> => {
      for (const { id, filename } of files) {
        await send('add-evidence', id, { title: filename, kind: 'e-mail', attachment: id, visibility });
      }
    },
  };
}
