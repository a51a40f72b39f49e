import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** What clients have met, counted. */
export interface Experience {
  requests: number;
  /** Requests without an answer: the connection was refused or broke, or the answer did not come in time. */
  unanswered: number;
  /** Answers of 503 or 429. */
  askedToRepeat: number;
  /** Intakes that were answered as a repeat of the same key. */
  replayed: number;
  /** Commands that were answered 202, their verdict fetched afterwards. */
  answeredLater: number;
  /** Commands that were refused because an attempt before had happened. */
  foundDone: number;
}

export function noExperience(): Experience {
  return { requests: 0, unanswered: 0, askedToRepeat: 0, replayed: 0, answeredLater: 0, foundDone: 0 };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const ANSWER_WITHIN_MS = 15_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;

const filed = z.object({ number: z.string() });
const open = z.object({ status: z.enum(['open', 'unconfirmed']) });
const problem = z.object({ title: z.string(), detail: z.string() });

/**
 * Somebody with a key who knows how the API is to be used: repeats under the same key or id what was not answered or is
 * to be repeated, and takes everything else as the answer it is.
 */
export class PatientClient {
  /**
   * @param experience counted up
   * @param signal ends every wait
   */
  constructor(
    private readonly baseUrl: string,
    private readonly key: string,
    private readonly experience: Experience,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Files a complaint.
   *
   * @returns the number that the 201 has told
   * @throws {Error} if the answer is neither 201 nor one to be repeated
   */
  async file(intake: object, idempotencyKey: string): Promise<string> {
    const { answer } = await this.answered('POST', '/complaints', intake, {
      'Idempotency-Key': idempotencyKey,
    });
    if (answer.status !== 201) throw unexpected('POST /complaints', answer);
    if (answer.headers.has('Idempotency-Replayed')) this.experience.replayed += 1;
    return filed.parse(answer.body).number;
  }

  /**
   * Sends a command until it is known to be carried out.
   *
   * @throws {Error} if it was refused, or answered as nothing in the contract is
   */
  async send(number: string, command: string, payload: object, commandId: string): Promise<void> {
    const path = `/complaints/${number}/${command}`;
    for (;;) {
      const { answer, mayHaveHappened } = await this.answered('POST', path, { ...payload, commandId });
      switch (answer.status) {
        case 200:
          return;
        case 202:
          this.experience.answeredLater += 1;
          if (await this.carriedOut(answer)) return;
          break;
        case 409:
          if (!mayHaveHappened) throw unexpected(command, answer);
          await this.confirm(number, command, commandId, answer);
          return;
        default:
          throw unexpected(command, answer);
      }
    }
  }

  /** Whether it was carried out; if not, it is not known to have arrived and is to be sent again. */
  private async carriedOut({ headers }: Answer): Promise<boolean> {
    const location = headers.get('Location')?.replace('/api/v1', '');
    if (location === undefined) throw new Error('A 202 has no Location.');
    for (;;) {
      const { answer } = await this.answered('GET', location);
      if (answer.status === 200) return true;
      if (answer.status !== 202) throw unexpected('The verdict of a command', answer);
      if (open.parse(answer.body).status === 'unconfirmed') return false;
      await this.pause(FIRST_WAIT_MS * 5);
    }
  }

  /** A refusal that follows on an unanswered attempt may only say that this attempt has happened. */
  private async confirm(number: string, command: string, commandId: string, refusal: Answer): Promise<void> {
    const { answer } = await this.answered('GET', `/complaints/${number}/commands/${commandId}`);
    if (answer.status !== 200) throw unexpected(command, refusal);
    this.experience.foundDone += 1;
  }

  /** Repeats a request until it has an answer that is not to be repeated. */
  private async answered(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly answer: Answer; readonly mayHaveHappened: boolean }> {
    let wait = FIRST_WAIT_MS;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.request(method, path, body, headers);
      if (answer && answer.status !== 503 && answer.status !== 429) {
        return { answer, mayHaveHappened: attempt > 1 };
      }
      if (answer) this.experience.askedToRepeat += 1;
      else this.experience.unanswered += 1;
      await this.pause(Math.max(wait, Number(answer?.headers.get('Retry-After') ?? 0) * 1_000));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }

  private async request(
    method: string,
    path: string,
    body: object | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer | undefined> {
    this.signal.throwIfAborted();
    this.experience.requests += 1;
    try {
      const response = await fetch(`${this.baseUrl}${path}`, {
        method,
        headers: { Authorization: `Bearer ${this.key}`, 'Content-Type': 'application/json', ...headers },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([this.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      const said: unknown = await response.json();
      return { status: response.status, headers: response.headers, body: said };
    } catch {
      this.signal.throwIfAborted();
      return undefined;
    }
  }

  /** With a little chance, so that those who were cut off together don't come back together. */
  private pause(ms: number): Promise<void> {
    return sleep(ms * (1 + Math.random() / 2), undefined, { signal: this.signal });
  }
}

function unexpected(what: string, { status, body }: Answer): Error {
  const said = problem.safeParse(body);
  const words = said.success ? `${said.data.title}: ${said.data.detail}` : JSON.stringify(body);
  return new Error(`${what} was answered ${status}. ${words}`);
}
