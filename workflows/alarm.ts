import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';

/** One durable timer, kept for as long as the time it is set to doesn't change. */
export class Alarm {
  private set: { readonly at: number; readonly scope: CancellationScope; rang: boolean } | undefined;

  /**
   * Waits until `interrupted()` holds or the time has come.
   *
   * @param at epoch milliseconds; undefined waits for the interruption alone
   */
  async wait(at: number | undefined, interrupted: () => boolean): Promise<void> {
    if (this.set?.at !== at || this.set?.rang === true) this.reset(at);
    const { set } = this;
    await condition(() => interrupted() || set?.rang === true);
  }

  private reset(at: number | undefined): void {
    if (this.set?.rang === false) this.set.scope.cancel();
    this.set = undefined;
    if (at === undefined) return;
    const set = { at, scope: new CancellationScope(), rang: false };
    this.set = set;
    set.scope
      .run(() => sleep(Math.max(1, at - Date.now())))
      .then(() => (set.rang = true))
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }
}
