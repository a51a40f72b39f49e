import type { Life, People } from './life';

interface Milestone {
  readonly closed: number;
  readonly reached: () => void;
}

/** Leads lives side by side: as soon as one ends, the next begins. */
export class Load {
  private readonly waiting: Life[];
  private readonly underWay = new Set<Promise<void>>();
  private milestones: Milestone[] = [];
  private closed = 0;

  constructor(
    lives: readonly Life[],
    private readonly people: People,
    /** How many at once, apart from those that `begin` adds. */
    private readonly abreast: number,
  ) {
    this.waiting = [...lives];
  }

  /** Lives that have begun and not ended. */
  get running(): number {
    return this.underWay.size;
  }

  /** Leads all lives to their end; how each ended is for it to say. */
  async run(): Promise<void> {
    this.begin(this.abreast);
    while (this.underWay.size > 0) await Promise.all(this.underWay);
    // Those who wait for more would wait for ever.
    this.pass(Infinity);
  }

  /** Begins further lives now. */
  begin(lives: number): void {
    for (const life of this.waiting.splice(0, lives)) {
      const led = this.lead(life).then(() => {
        this.underWay.delete(led);
      });
      this.underWay.add(led);
    }
  }

  /** Resolves when so many lives are closed, or all have ended. */
  async reaches(closed: number): Promise<void> {
    if (this.closed >= closed) return;
    await new Promise<void>((reached) => {
      this.milestones.push({ closed, reached });
    });
  }

  private async lead(life: Life): Promise<void> {
    try {
      await life.live(this.people);
      this.closed += 1;
    } catch {
      // The life knows where it has stopped.
    }
    this.pass(this.closed);
    if (this.underWay.size <= this.abreast) this.begin(1);
  }

  private pass(closed: number): void {
    const passed = this.milestones.filter((milestone) => milestone.closed <= closed);
    this.milestones = this.milestones.filter((milestone) => milestone.closed > closed);
    for (const { reached } of passed) reached();
  }
}
