import { header, mailServer, type MailServer } from '../../activities/notify-smtp';

/** A real mail server, and what came in under which key. */
export class MailRoom {
  private constructor(private readonly server: MailServer) {}

  static async open(): Promise<MailRoom> {
    const server = await mailServer();
    await server.up();
    return new MailRoom(server);
  }

  get url(): string {
    return this.server.url;
  }

  /** How many mails came in under each notice's key; the key is in a header and makes the Message-ID. */
  received(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const mail of this.server.mails) {
      const key = header(mail, 'X-Redress-Notice') ?? 'no key';
      const sameInId = header(mail, 'Message-ID') === `<${key}@redress>`;
      const counted = sameInId ? key : `${key}, with another Message-ID`;
      counts.set(counted, (counts.get(counted) ?? 0) + 1);
    }
    return counts;
  }

  close(): Promise<void> {
    return this.server.down();
  }
}
