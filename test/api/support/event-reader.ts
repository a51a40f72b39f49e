import { request, type ClientRequest, type IncomingMessage } from 'node:http';

export interface ServerEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events as a browser does. */
export class EventReader {
  private readonly events: ServerEvent[] = [];
  private text = '';
  private wake: () => void = () => undefined;
  private readonly closed: Promise<void>;

  private constructor(
    private readonly sent: ClientRequest,
    private readonly response: IncomingMessage,
  ) {
    this.closed = new Promise((resolve) => {
      response.once('close', resolve);
      response.once('error', () => resolve());
    });
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.read(chunk));
  }

  /** Resolves when the first bytes have come: from then on nothing is missed. */
  static open(url: string, key: string, lastEventId?: string): Promise<EventReader> {
    return new Promise((resolve, reject) => {
      const sent = request(url, {
        agent: false,
        headers: {
          Authorization: `Bearer ${key}`,
          ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
        },
      });
      sent.once('error', reject);
      sent.once('response', (response) => {
        if (response.statusCode !== 200) reject(new Error(`Answered with ${response.statusCode ?? 0}`));
        else resolve(new EventReader(sent, response));
      });
      sent.end();
    });
  }

  /** The next event that is wanted; those before it are passed over. */
  async next(wanted: (event: ServerEvent) => boolean): Promise<ServerEvent> {
    for (;;) {
      for (let event = this.events.shift(); event; event = this.events.shift()) {
        if (wanted(event)) return event;
      }
      if (this.response.destroyed) throw new Error('The stream ended before the event came.');
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.response.once('close', resolve);
      });
    }
  }

  stopReading(): void {
    this.response.pause();
  }

  /** Resolves when the server has ended the stream. */
  async ended(): Promise<void> {
    this.response.resume();
    await this.closed;
  }

  async close(): Promise<void> {
    this.sent.destroy();
    await this.closed;
  }

  private read(chunk: string): void {
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) this.take(block);
    this.wake();
  }

  private take(block: string): void {
    const fields = new Map(
      block
        .split('\n')
        .filter((line) => !line.startsWith(':'))
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
    );
    const data = fields.get('data');
    if (data === undefined) return;
    const parsed: unknown = JSON.parse(data);
    this.events.push({
      id: fields.get('id') ?? '',
      event: fields.get('event') ?? 'message',
      data: typeof parsed === 'object' && parsed !== null ? { ...parsed } : {},
    });
  }
}
