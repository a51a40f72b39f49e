import type { NotifyResult } from '../activities/contract';
import type { Refusal } from '../domain/case/refusal';
import type { Sender } from './read-command';

type AnyRefusal = Refusal<string, string>;

/** How a command ended: the verdict says where the case or the task stands now. */
export type Answer<V, R extends AnyRefusal> = { readonly verdict: V } | { readonly refusal: R };

/** As much of a command as waiting for its turn looks at. */
export interface Sent {
  readonly commandId: string;
  /** When the server took it in (ISO 8601). */
  readonly sentAt?: string;
}

/** The door through which a command came. */
export type Door = 'signal' | 'update';

export interface CommandMail<C extends Sent, V, R extends AnyRefusal> {
  readonly kind: 'command';
  readonly door: Door;
  readonly command: C;
  readonly answer: (answer: Answer<V, R>) => void;
}

/** What waits for its turn. One reader takes one after the other, so no two ever change the case or the task at once. */
export type Mail<C extends Sent, V, R extends AnyRefusal, News> =
  | CommandMail<C, V, R>
  /** A signal that was no well-formed command. */
  | {
      readonly kind: 'malformed';
      readonly command: string;
      readonly refusal: R;
      readonly sender?: Sender;
    }
  | { readonly kind: 'given-up'; readonly result: NotifyResult }
  /** Something that is told from inside the product. */
  | { readonly kind: 'news'; readonly news: News };

/** The mail of a run, in the order in which it came, and the answers that were given: a repeat gets the same. */
export class Mailbox<C extends Sent, V, R extends AnyRefusal, News> {
  private readonly waiting: Mail<C, V, R, News>[] = [];
  private readonly pending = new Map<string, Promise<Answer<V, R>>>();
  private readonly answered: Map<string, Answer<V, R>>;

  /** @param answered what earlier runs have answered */
  constructor(answered: Iterable<readonly [commandId: string, answer: Answer<V, R>]> = []) {
    this.answered = new Map(answered);
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  get first(): Mail<C, V, R, News> | undefined {
    return this.waiting[0];
  }

  takeFirst(): Mail<C, V, R, News> | undefined {
    return this.waiting.shift();
  }

  /** What was answered, for the next run to know it. */
  get answers(): readonly (readonly [commandId: string, answer: Answer<V, R>])[] {
    return [...this.answered];
  }

  /** Whether the command has come before. */
  knows({ commandId }: Pick<Sent, 'commandId'>): boolean {
    return this.answered.has(commandId) || this.pending.has(commandId);
  }

  /** Puts a command in; resolves when it is settled. */
  submit(door: Door, command: C): Promise<Answer<V, R>> {
    const { commandId } = command;
    const answer = this.answered.get(commandId);
    if (answer) return Promise.resolve(answer);
    const known = this.pending.get(commandId);
    if (known) return known;
    const promise = new Promise<Answer<V, R>>((resolve) => {
      this.waiting.push({ kind: 'command', door, command, answer: resolve });
    });
    this.pending.set(commandId, promise);
    return promise;
  }

  /** Puts in a signal that can't be carried out, for the record. */
  submitMalformed(command: string, refusal: R, sender?: Sender): void {
    if (sender && this.knows(sender)) return;
    if (sender) this.answered.set(sender.commandId, { refusal });
    this.waiting.push({ kind: 'malformed', command, refusal, ...(sender && { sender }) });
  }

  /** Puts in what became of notices that were given up. */
  submitGivenUp(result: NotifyResult): void {
    this.waiting.push({ kind: 'given-up', result });
  }

  submitNews(news: News): void {
    this.waiting.push({ kind: 'news', news });
  }

  /** Answers a command whose turn has come. */
  settle({ command, door, answer }: CommandMail<C, V, R>, outcome: Answer<V, R>): void {
    this.pending.delete(command.commandId);
    // A refused update leaves nothing behind, and may be admitted when it is sent again.
    if ('verdict' in outcome || door === 'signal') this.answered.set(command.commandId, outcome);
    answer(outcome);
  }
}
