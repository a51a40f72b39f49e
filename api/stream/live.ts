import type { LiveChanges } from './live-changes';
import type { LiveNotices } from './live-notices';
import type { Subscriber } from './subscriber';

/** Everything that is told live: the changes of cases, and that somebody was told something. */
export class Live {
  constructor(
    readonly cases: LiveChanges,
    private readonly notices: LiveNotices,
  ) {}

  /** Resolves when nothing that happens from now on is missed. */
  async add(subscriber: Subscriber): Promise<void> {
    await Promise.all([this.cases.add(subscriber), this.notices.add(subscriber)]);
  }

  remove(subscriber: Subscriber): void {
    this.cases.remove(subscriber);
    this.notices.remove(subscriber);
  }

  /** Who listens, at this moment. */
  get audience(): number {
    return this.cases.audience;
  }

  async close(): Promise<void> {
    await Promise.all([this.cases.close(), this.notices.close()]);
  }
}
