import { setTimeout } from 'node:timers/promises';

/** Changes as MongoDB tells them. */
export interface ChangeStream<C> {
  next(): Promise<C>;
  /** Undefined if nothing is there now. */
  nextIfThere(): Promise<C | undefined>;
  close(): Promise<void>;
}

export interface StreamHandling<C> {
  open(): ChangeStream<C>;
  tell(change: C): void;
  /** It broke off, and is opened again after a pause. */
  brokeOff(error: unknown): void;
  /** The pause is over. */
  goesOn?(): void;
}

/** How long to wait before MongoDB is tried again. */
const PAUSE_MS = 1_000;

/** One stream of changes that is read until it is closed, and opened again whenever it breaks off. */
export class KeptStream<C> {
  private readonly stopped = new AbortController();
  private stream: ChangeStream<C> | undefined;
  private running: Promise<void> | undefined;
  private readonly opened: Promise<void>;
  private isOpen: () => void = () => undefined;

  constructor(private readonly handling: StreamHandling<C>) {
    this.opened = new Promise((resolve) => {
      this.isOpen = resolve;
    });
  }

  /** Begins to read, unless that has been done; resolves when nothing that happens from now on is missed. */
  async begin(): Promise<void> {
    this.running ??= this.run();
    await this.opened;
  }

  /** @param beforeEnd what is done once nothing more is told, and before the stream is gone */
  async close(beforeEnd: () => void): Promise<void> {
    this.stopped.abort();
    this.isOpen();
    beforeEnd();
    await this.stream?.close();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopped()) {
      try {
        await this.read();
      } catch (error) {
        if (this.isStopped()) return;
        this.handling.brokeOff(error);
        await setTimeout(PAUSE_MS, undefined, { ref: false });
        this.handling.goesOn?.();
      }
    }
  }

  private async read(): Promise<void> {
    const stream = this.handling.open();
    this.stream = stream;
    try {
      // The first look opens the stream at the server.
      const first = await stream.nextIfThere();
      if (first !== undefined) this.handling.tell(first);
      this.isOpen();
      while (!this.isStopped()) this.handling.tell(await stream.next());
    } finally {
      await stream.close();
    }
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }
}
