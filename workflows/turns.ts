import { condition } from '@temporalio/workflow';
import type { Refusal } from '../domain/case/refusal';
import { nextRung, type Clock, type DueRung } from '../domain/clocks/clock';
import { Alarm } from './alarm';
import type { Mail, Mailbox, Sent } from './mailbox';

type AnyRefusal = Refusal<string, string>;

/** Whose turn it is: mail's or a rung's, in the order of their times. */
export class Turns<C extends Sent, V, R extends AnyRefusal, News> {
  private readonly alarm = new Alarm();

  /**
   * @param now the time of this turn, epoch milliseconds
   * @param clocks those that may ring, as they stand when they are asked for
   * @param beforeWaiting done whenever nothing is there to be done
   */
  constructor(
    private readonly mailbox: Mailbox<C, V, R, News>,
    private time: number,
    private readonly clocks: () => readonly Clock[],
    private readonly beforeWaiting?: () => Promise<void>,
  ) {}

  /** The time of this turn, epoch milliseconds. */
  get now(): number {
    return this.time;
  }

  /** Something happens by itself, and now. */
  moveToPresent(): void {
    this.time = Date.now();
  }

  /**
   * Waits for whatever comes first: mail, a rung of a clock, or the deadline. A rung due before a command comes first.
   *
   * @param deadline epoch milliseconds; undefined waits for the others alone
   */
  async next(deadline: number | undefined): Promise<Mail<C, V, R, News> | DueRung | 'deadline'> {
    for (;;) {
      const rung = nextRung(this.clocks());
      const mail = this.mailbox.first;
      if (mail && !(rung && rung.at <= this.timeOf(mail))) return this.take(mail);
      if (rung && rung.at <= Date.now()) {
        // Broken when it was due, even if the worker was away then; so commands of meanwhile keep their own time.
        this.time = Math.max(this.time, rung.at);
        return rung;
      }
      if (deadline !== undefined && deadline <= Date.now()) {
        this.time = Math.max(this.time, deadline);
        return 'deadline';
      }
      if (this.beforeWaiting) await this.beforeWaiting();
      await this.alarm.wait(earlier(rung?.at, deadline), () => !this.mailbox.isEmpty);
    }
  }

  /** The mail that still comes to a run whose procedure is over; undefined once it is settled that none does. */
  async last(settled: () => boolean): Promise<Mail<C, V, R, News> | undefined> {
    for (;;) {
      const mail = this.mailbox.first;
      if (mail) return this.take(mail);
      if (settled()) return undefined;
      await condition(() => !this.mailbox.isEmpty || settled());
    }
  }

  private take(mail: Mail<C, V, R, News>): Mail<C, V, R, News> {
    this.mailbox.takeFirst();
    this.time = this.timeOf(mail);
    return mail;
  }

  /** When the server took it in, neither before the last event nor in the future of the workflow. */
  private timeOf(mail: Mail<C, V, R, News>): number {
    const now = Date.now();
    const sentAt = mail.kind === 'command' ? mail.command.sentAt : undefined;
    return sentAt === undefined ? now : Math.min(now, Math.max(Date.parse(sentAt), this.time));
  }
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
