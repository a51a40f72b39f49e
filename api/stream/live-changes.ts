import { setTimeout } from 'node:timers/promises';
import {
  TokenExpiredError,
  type CaseChange,
  type CaseChanges,
  type CaseChangeStream,
} from '../../models/case-changes';
import type { Logger } from '../../platform/logging';

/** Who is told of changes. */
export interface Listener {
  changed(change: CaseChange): void;
  /** Changes may have been missed that can't be told any more: what is shown must be loaded anew. */
  reset(): void;
  /** Nothing more will be told. */
  end(): void;
}

/** How long to wait before MongoDB is tried again. */
const PAUSE_MS = 1_000;

/** How long to look for changes that are there already. */
const LOOK_MS = 100;

/** The most changes that a listener who was away is told one by one. */
const MOST_MISSED = 1_000;

/** One stream of changes for a whole process, handed on to all who listen. */
export class LiveChanges {
  private readonly listeners = new Set<Listener>();
  private readonly stopped = new AbortController();
  private stream: CaseChangeStream | undefined;
  private running: Promise<void> | undefined;
  private readonly opened: Promise<void>;
  private isOpen: () => void = () => undefined;
  private lastToken: string | undefined;

  constructor(
    private readonly changes: CaseChanges,
    private readonly logger: Logger,
  ) {
    this.opened = new Promise((resolve) => {
      this.isOpen = resolve;
    });
  }

  /** Resolves when nothing that happens from now on is missed. The stream is opened with the first listener. */
  async add(listener: Listener): Promise<void> {
    this.listeners.add(listener);
    this.running ??= this.run();
    await this.opened;
  }

  remove(listener: Listener): void {
    this.listeners.delete(listener);
  }

  /** Who listens, at this moment. */
  get audience(): number {
    return this.listeners.size;
  }

  /**
   * What has happened after a token until now.
   *
   * @throws {TokenExpiredError} if that can't be told any more, or is too much
   */
  async since(token: string): Promise<CaseChange[]> {
    const stream = this.changes.open(token, LOOK_MS);
    try {
      const missed: CaseChange[] = [];
      for (let one = await stream.nextIfThere(); one; one = await stream.nextIfThere()) {
        missed.push(one);
        if (missed.length > MOST_MISSED) throw new TokenExpiredError(undefined);
      }
      return missed;
    } finally {
      await stream.close();
    }
  }

  async close(): Promise<void> {
    this.stopped.abort();
    this.isOpen();
    for (const listener of this.listeners) listener.end();
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
        this.goOnAfter(error);
        await setTimeout(PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  private async read(): Promise<void> {
    const stream = this.changes.open(this.lastToken);
    this.stream = stream;
    try {
      // The first look opens the stream at the server.
      const first = await stream.nextIfThere();
      if (first) this.tell(first);
      this.isOpen();
      while (!this.isStopped()) this.tell(await stream.next());
    } finally {
      await stream.close();
    }
  }

  private tell(change: CaseChange): void {
    this.lastToken = change.token;
    for (const listener of this.listeners) listener.changed(change);
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  private goOnAfter(error: unknown): void {
    this.logger.warn({ err: error }, 'The stream of changes broke off; it is opened again');
    // Without a place to go on from, or with one that is too old, changes are missed.
    if (this.lastToken !== undefined && !(error instanceof TokenExpiredError)) return;
    this.lastToken = undefined;
    for (const listener of this.listeners) listener.reset();
  }
}
