import { readFile } from 'node:fs/promises';
import type { OwnProcess } from '../../../scripts/servers/processes.mjs';

/** More than a recovery takes on a busy machine, and less than the run may take. */
const UP_WITHIN_MS = 90_000;

/** Errors in the logs of mongod, Temporal, and the product. */
const ERROR_LINE = /"s":"[EF]"|level=(ERROR|FATAL)|"level":[56]0/;
const LINES_TOLD = 12;
const CHARACTERS_TOLD = 700;

/** One process of the system, which is started again at once whenever it ends, as a supervisor of processes does. */
export class Member {
  private running: OwnProcess | undefined;
  private stopping = false;
  private unprovoked = 0;

  /** @param start resolves when the process is ready, on the same port and data as ever */
  constructor(
    readonly name: string,
    readonly logFile: string,
    private readonly start: () => Promise<OwnProcess>,
  ) {}

  /** How often it was ready and then ended though nobody had killed it. */
  get endedByItself(): number {
    return this.unprovoked;
  }

  /**
   * Starts it until it is ready: what it needs to start may be away as well.
   *
   * @throws {Error} with the end of its log, when it does not become ready in time
   */
  async up(): Promise<void> {
    const deadline = Date.now() + UP_WITHIN_MS;
    for (;;) {
      try {
        this.running = await this.start();
        void this.watch(this.running);
        return;
      } catch (error) {
        if (this.stopping || Date.now() > deadline) throw error;
      }
    }
  }

  /** Ends it with SIGKILL. */
  async kill(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.kill();
  }

  /** Ends it for good, in its own way if it does so in time. */
  async stop(patienceMs: number): Promise<void> {
    this.stopping = true;
    const { running } = this;
    this.running = undefined;
    await running?.stop(patienceMs);
  }

  /** The errors in its log, whenever they came, and its last line. */
  async lastWords(): Promise<string> {
    const lines = (await this.log()).trimEnd().split('\n');
    const errors = lines.filter((line) => ERROR_LINE.test(line)).slice(-LINES_TOLD);
    const told = [...errors, ...lines.slice(-1)].map((line) => `  ${line.slice(0, CHARACTERS_TOLD)}`);
    return [`${this.name}:`, ...told].join('\n');
  }

  /** Its whole log, of every process that it was. */
  log(): Promise<string> {
    return readFile(this.logFile, 'utf8').catch(() => '');
  }

  private async watch(process: OwnProcess): Promise<void> {
    await process.ended;
    if (this.running !== process) return;
    this.unprovoked += 1;
    // If it does not come up, whoever waits for its work notices.
    await this.up().catch(() => undefined);
  }
}
