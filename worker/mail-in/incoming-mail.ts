/** A mail as its parts are understood. What it says is anybody's: nothing in it is trusted. */
export interface IncomingMail {
  /** Such as `<abc@example.com>`; empty if it has none. */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  /** To whom it says that it was sent. */
  readonly to: readonly string[];
  readonly subject: string;
  /** Plain text, whatever form it came in. */
  readonly text: string;
  readonly files: readonly MailFile[];
  /** Why it was written by a machine; absent: it was not. */
  readonly automatic?: AutomaticReason;
}

export interface MailFile {
  readonly filename: string;
  /** The media type that the mail declares. */
  readonly type: string;
  readonly content: Buffer;
}

export type AutomaticReason = 'our-own' | 'auto-submitted' | 'list' | 'bounce' | 'loop';
