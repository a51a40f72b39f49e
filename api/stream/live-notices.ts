import { setTimeout } from 'node:timers/promises';
import type { NoticeChanges, NoticeChangeStream } from '../../models/notice-changes';
import type { Logger } from '../../platform/logging';

/** Somebody who is told when they were told something. */
export interface NoticeListener {
  readonly user: string;
  /** What they are shown must be loaded anew. */
  noticed(): void;
}

/** How long to wait before MongoDB is tried again. */
const PAUSE_MS = 1_000;

/** One stream of what people are told for a whole process, handed on to each of them. */
export class LiveNotices {
  private readonly listeners = new Set<NoticeListener>();
  private readonly stopped = new AbortController();
  private stream: NoticeChangeStream | undefined;
  private running: Promise<void> | undefined;
  private readonly opened: Promise<void>;
  private isOpen: () => void = () => undefined;

  constructor(
    private readonly changes: NoticeChanges,
    private readonly logger: Logger,
  ) {
    this.opened = new Promise((resolve) => {
      this.isOpen = resolve;
    });
  }

  /** Resolves when nothing that happens from now on is missed. The stream is opened with the first listener. */
  async add(listener: NoticeListener): Promise<void> {
    this.listeners.add(listener);
    this.running ??= this.run();
    await this.opened;
  }

  remove(listener: NoticeListener): void {
    this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.stopped.abort();
    this.isOpen();
    this.listeners.clear();
    await this.stream?.close();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopped()) {
      try {
        await this.read();
      } catch (error) {
        if (this.isStopped()) return;
        this.logger.warn({ err: error }, 'The stream of notices broke off; it is opened again');
        await setTimeout(PAUSE_MS, undefined, { ref: false });
        // What was missed is nobody's in particular.
        for (const listener of this.listeners) listener.noticed();
      }
    }
  }

  private async read(): Promise<void> {
    const stream = this.changes.open();
    this.stream = stream;
    try {
      // The first look opens the stream at the server.
      const first = await stream.nextIfThere();
      if (first !== undefined) this.tell(first);
      this.isOpen();
      while (!this.isStopped()) this.tell(await stream.next());
    } finally {
      await stream.close();
    }
  }

  private tell(reader: string): void {
    for (const listener of this.listeners) if (listener.user === reader) listener.noticed();
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }
}
