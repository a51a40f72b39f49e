import type { NoticeChanges } from '../../models/notice-changes';
import type { Logger } from '../../platform/logging';
import { KeptStream } from './kept-stream';

/** Somebody who is told when they were told something. */
export interface NoticeListener {
  readonly user: string;
  /** What they are shown must be loaded anew. */
  noticed(): void;
}

/** One stream of what people are told for a whole process, handed on to each of them. */
export class LiveNotices {
  private readonly listeners = new Set<NoticeListener>();
  private readonly stream: KeptStream<string>;

  constructor(changes: NoticeChanges, logger: Logger) {
    this.stream = new KeptStream({
      open: () => changes.open(),
      tell: (reader) => {
        for (const listener of this.listeners) if (listener.user === reader) listener.noticed();
      },
      brokeOff: (error) => logger.warn({ err: error }, 'The stream of notices broke off; it is opened again'),
      goesOn: () => {
        // What was missed is nobody's in particular.
        for (const listener of this.listeners) listener.noticed();
      },
    });
  }

  /** Resolves when nothing that happens from now on is missed. The stream is opened with the first listener. */
  async add(listener: NoticeListener): Promise<void> {
    this.listeners.add(listener);
    await this.stream.begin();
  }

  remove(listener: NoticeListener): void {
    this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.stream.close(() => this.listeners.clear());
  }
}
