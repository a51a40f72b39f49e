/** A mail as it is handed over. Text only: there is nothing in it that a mail program would have to load. */
export interface Mail {
  /** The id of the notice, from which the Message-ID is made: the receiver can drop a repeat by it. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** ISO 8601: when the notice was written, the same on every attempt. */
  readonly date: string;
  /** Where an answer goes; the sender unless given. */
  readonly replyTo?: string;
}

/** Hands mails over, to a mail server or into a folder. */
export interface Mailer {
  /**
   * @throws {RefusedForGood} if trying again cannot help
   * @throws {NotHandedOver} if it may help later
   */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The server refuses this recipient or this mail for good. Holds the code alone: replies quote addresses. */
export class RefusedForGood extends Error {
  override readonly name = 'RefusedForGood';

  constructor(readonly code: string) {
    super(`The mail was refused for good (${code})`);
  }
}

/** The mail could not be handed over now. Holds the code alone: replies quote addresses. */
export class NotHandedOver extends Error {
  override readonly name = 'NotHandedOver';

  constructor(readonly code: string) {
    super(`The mail could not be handed over (${code})`);
  }
}

/** What every mailer puts into the head of a mail. */
export function headOf(mail: Mail, from: string) {
  return {
    from,
    to: { name: mail.to.name, address: mail.to.address },
    subject: mail.subject,
    text: mail.text,
    ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
    date: new Date(mail.date),
    messageId: `<${mail.id}@redress>`,
    headers: { 'X-Redress-Notice': mail.id, 'Auto-Submitted': 'auto-generated' },
    // Addresses and texts come from outside: nothing in them may make the mailer read a file or fetch a page.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
