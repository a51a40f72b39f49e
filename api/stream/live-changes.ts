import { TokenExpiredError, type CaseChange, type CaseChanges } from '../../models/case-changes';
import type { Logger } from '../../platform/logging';
import { KeptStream } from './kept-stream';

/** Who is told of changes. */
export interface Listener {
  changed(change: CaseChange): void;
  /** Changes may have been missed that can't be told any more: what is shown must be loaded anew. */
  reset(): void;
  /** Nothing more will be told. */
  end(): void;
}

/** How long to look for changes that are there already. */
const LOOK_MS = 100;

/** The most changes that a listener who was away is told one by one. */
const MOST_MISSED = 1_000;

/** One stream of changes for a whole process, handed on to all who listen. */
export class LiveChanges {
  private readonly listeners = new Set<Listener>();
  private readonly stream: KeptStream<CaseChange>;
  private lastToken: string | undefined;

  constructor(
    private readonly changes: CaseChanges,
    private readonly logger: Logger,
  ) {
    this.stream = new KeptStream({
      open: () => changes.open(this.lastToken),
      tell: (change) => this.tell(change),
      brokeOff: (error) => this.goOnAfter(error),
    });
  }

  /** Resolves when nothing that happens from now on is missed. The stream is opened with the first listener. */
  async add(listener: Listener): Promise<void> {
    this.listeners.add(listener);
    await this.stream.begin();
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
    await this.stream.close(() => {
      for (const listener of this.listeners) listener.end();
      this.listeners.clear();
    });
  }

  private tell(change: CaseChange): void {
    this.lastToken = change.token;
    for (const listener of this.listeners) listener.changed(change);
  }

  private goOnAfter(error: unknown): void {
    this.logger.warn({ err: error }, 'The stream of changes broke off; it is opened again');
    // Without a place to go on from, or with one that is too old, changes are missed.
    if (this.lastToken !== undefined && !(error instanceof TokenExpiredError)) return;
    this.lastToken = undefined;
    for (const listener of this.listeners) listener.reset();
  }
}
