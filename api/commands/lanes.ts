/** The case has too many commands waiting for their turn. */
export class LaneFullError extends Error {
  override readonly name = 'LaneFullError';

  constructor() {
    super('Too many commands for this case are waiting.');
  }
}

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets only so many commands of one case be under way at once, the rest in their order after them: Temporal takes ten
 * unanswered updates of a workflow, and an eleventh hangs.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();

  constructor(
    private readonly abreast: number,
    private readonly longest: number,
  ) {}

  /**
   * Runs the work when there is room; undefined if there was none before the deadline (epoch milliseconds), and the
   * work was not begun.
   *
   * @throws {LaneFullError} if too many wait already
   */
  async run<T>(number: string, deadline: number, work: () => Promise<T>): Promise<T | undefined> {
    const lane = this.lanes.get(number) ?? { running: 0, waiting: [] };
    this.lanes.set(number, lane);
    if (lane.running < this.abreast) lane.running += 1;
    else if (!(await this.turn(lane, deadline))) return undefined;
    try {
      return await work();
    } finally {
      this.handOn(number, lane);
    }
  }

  /** The place goes to the next that waits, so that nobody who comes just now can take it. */
  private handOn(number: string, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next) {
      next();
      return;
    }
    lane.running -= 1;
    if (lane.running === 0) this.lanes.delete(number);
  }

  /** Whether the turn came before the deadline. */
  private turn(lane: Lane, deadline: number): Promise<boolean> {
    if (lane.waiting.length >= this.longest) return Promise.reject(new LaneFullError());
    return new Promise((resolve) => {
      const called = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        lane.waiting.splice(lane.waiting.indexOf(called), 1);
        resolve(false);
      }, deadline - Date.now());
      lane.waiting.push(called);
    });
  }
}
