import { setTimeout } from 'node:timers/promises';
import type { Answer, ApiClient } from './client';

/** A complaint without class or urgency: it waits in `assigning`. */
export const unclassified = {
  kind: 'complaint',
  channel: 'phone',
  customer: { name: '王小明', phone: '+86 138 0013 8000', email: 'wang@example.com' },
  matter: 'The appliance restarts itself five minutes after it is switched on.',
};

/** One that the pack routes to a department at once. */
export const classified = {
  ...unclassified,
  contentType: 'product',
  subtype: 'quality',
  urgency: 'major',
};

/** Files a complaint and returns its number. */
export async function filed(agent: ApiClient, body: object = unclassified): Promise<string> {
  const { status, body: answer } = await agent.post('complaints', body);
  if (status !== 201) throw new Error(`Filing was answered with ${status}: ${JSON.stringify(answer)}`);
  return String(answer['number']);
}

/** Asks until the answer is as wanted; a wait of seconds, not of luck. */
export async function until(
  ask: () => Promise<Answer>,
  wanted: (answer: Answer) => boolean,
  withinMs = 20_000,
): Promise<Answer> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(`Still not as wanted: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    await setTimeout(50);
  }
}

/** Files a complaint and waits until its procedure has begun. */
export async function begun(agent: ApiClient, body: object = unclassified): Promise<string> {
  const number = await filed(agent, body);
  await until(
    () => agent.get(`complaints/${number}`),
    ({ body: seen }) => Number(seen['revision']) > 0,
  );
  return number;
}
