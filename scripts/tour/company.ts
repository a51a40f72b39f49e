import { z } from 'zod';

interface Key {
  readonly role: string;
  readonly department?: string | undefined;
  readonly user: string;
  readonly key: string;
}

const filedSchema = z.object({ number: z.string() });
const caseSchema = z.object({
  stage: z.string(),
  round: z.number(),
  department: z.string().nullish(),
  dueAt: z.string().nullish(),
  rounds: z.array(
    z.object({
      plan: z
        .object({ steps: z.array(z.object({ step: z.number(), doneAt: z.string().optional() })) })
        .optional(),
    }),
  ),
});
const clockSchema = z.object({
  clause: z.string(),
  startedAt: z.string(),
  dueAt: z.string().nullish(),
  state: z.string(),
});
const problemSchema = z.object({ title: z.string(), detail: z.string().optional() });

export type Clock = z.infer<typeof clockSchema>;
export type Standing = z.infer<typeof caseSchema>;

/** The demo company, through its API keys. */
export class Company {
  constructor(
    private readonly baseUrl: string,
    private readonly keys: readonly Key[],
  ) {}

  person(role: string, department?: string): Person {
    const key = this.keys.find(
      (k) => k.role === role && (department === undefined || k.department === department),
    );
    if (!key) throw new Error(`The demo company has no ${role}${department ? ` of ${department}` : ''}.`);
    return new Person(this.baseUrl, key);
  }
}

/** How long a new case may take to be at work, and how often that is asked. */
const READY_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 200;

export class Person {
  readonly user: string;

  constructor(
    private readonly baseUrl: string,
    private readonly key: Key,
  ) {
    this.user = key.user;
  }

  async file(intake: Readonly<Record<string, unknown>>): Promise<{ readonly number: string }> {
    return filedSchema.parse(await this.call('POST', '/complaints', intake));
  }

  /** Sends a command; while the case has only just been filed, the API asks to try again. */
  async send(number: string, command: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const body = { ...payload, commandId: crypto.randomUUID() };
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const response = await this.request('POST', `/complaints/${number}/${command}`, body);
      if (response.ok) return;
      if (response.status !== 503 || Date.now() > deadline) throw await problemOf(response, command);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }

  async standing(number: string): Promise<Standing> {
    return caseSchema.parse(await this.call('GET', `/complaints/${number}`));
  }

  async openSteps(number: string): Promise<number[]> {
    const { rounds } = await this.standing(number);
    const steps = rounds.at(-1)?.plan?.steps ?? [];
    return steps.filter((step) => step.doneAt === undefined).map((step) => step.step);
  }

  async clocks(number: string): Promise<Clock[]> {
    const list = await this.call('GET', `/complaints/${number}/clocks`);
    return z.object({ items: z.array(clockSchema) }).parse(list).items;
  }

  async countEvents(number: string): Promise<number> {
    const list = z.object({ items: z.array(z.unknown()), next: z.string().optional() });
    let count = 0;
    let next: string | undefined;
    do {
      const query = next === undefined ? '' : `?cursor=${encodeURIComponent(next)}`;
      const page = list.parse(await this.call('GET', `/complaints/${number}/events${query}`));
      count += page.items.length;
      next = page.next;
    } while (next !== undefined);
    return count;
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.request(method, path, body);
    if (!response.ok) throw await problemOf(response, path);
    return response.json();
  }

  private request(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.key.key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

async function problemOf(response: Response, what: string): Promise<Error> {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  const words = problem.success ? `${problem.data.title}: ${problem.data.detail ?? ''}` : 'no explanation';
  return new Error(`${what} was answered ${response.status}. ${words}`);
}
