import type { Response } from 'express';

/** What a route answers: JSON, or nothing but a status, or whatever it writes itself. */
export type Reply =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly write: (response: Response) => Promise<void> };

/** The answer 200. */
export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, body, headers };
}

/** Sends the reply. What it says is of this moment, so nobody may keep it. */
export async function send(response: Response, reply: Reply): Promise<void> {
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  if ('write' in reply) {
    await reply.write(response);
    return;
  }
  response.status(reply.status).set(reply.headers ?? {});
  if (reply.body === undefined) response.end();
  else response.json(reply.body);
}
