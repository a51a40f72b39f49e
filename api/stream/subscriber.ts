import type { Response } from 'express';
import { hasRole, type Actor } from '../../domain/people/actor';
import type { CaseChange } from '../../models/case-changes';
import { maySee } from '../../models/cases';
import { READING } from '../complaints/access';
import type { Listener } from './live-changes';
import type { NoticeListener } from './live-notices';

/** A client that has not taken this many bytes is too slow: it is cut off, and comes again. */
const MOST_UNSENT = 256 * 1024;

/**
 * One client of the stream: told, in the form of server-sent events, of the cases that it may see, and when its user was
 * told something.
 */
export class Subscriber implements Listener, NoticeListener {
  /** While what was missed is fetched, what happens meanwhile waits here. */
  private waiting: CaseChange[] | undefined = [];

  constructor(
    private readonly actor: Actor,
    private readonly response: Response,
  ) {}

  get user(): string {
    return this.actor.user;
  }

  noticed(): void {
    this.write('event: notice\ndata: {}\n\n');
  }

  changed(change: CaseChange): void {
    if (this.waiting) this.waiting.push(change);
    else this.tell(change);
  }

  reset(): void {
    this.write('event: reset\ndata: {}\n\n');
  }

  end(): void {
    this.response.end();
  }

  /** Says that it listens, and after how many milliseconds to come again. */
  greet(comeAgainMs: number): void {
    this.write(`retry: ${comeAgainMs}\n\n`);
  }

  /** A comment, so that nothing on the way takes the silence for an end. */
  beat(): void {
    this.write(': \n\n');
  }

  /** Tells what was missed, then what has happened meanwhile, each once. */
  catchUp(missed: readonly CaseChange[]): void {
    const told = new Set(missed.map(({ token }) => token));
    const meanwhile = (this.waiting ?? []).filter(({ token }) => !told.has(token));
    this.waiting = undefined;
    for (const change of [...missed, ...meanwhile]) this.tell(change);
  }

  private tell({ token, changed }: CaseChange): void {
    if (!hasRole(this.actor, ...READING.roles) || !maySee(this.actor, changed)) return;
    const { _id: number, revision, stage, dueAt, department, handler } = changed;
    const data = {
      number,
      revision,
      stage,
      dueAt: dueAt?.toISOString() ?? null,
      department: department ?? null,
      handler: handler ?? null,
    };
    this.write(`id: ${token}\nevent: case\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    this.response.write(text);
    if (this.response.writableLength > MOST_UNSENT) this.response.destroy();
  }
}
