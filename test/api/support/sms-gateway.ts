import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const message = z.object({
  type: z.literal('sms.send'),
  timestamp: z.iso.datetime(),
  data: z.object({ to: z.string(), text: z.string() }),
});

/** A gateway for text messages, as a company has one: it takes what is signed, and nothing else. */
export interface TestGateway {
  readonly url: string;
  readonly secret: string;
  /** Texts to a number, the oldest first. */
  textsTo(phone: string): readonly string[];
  /** Waits for so many texts to a number. */
  awaitTexts(phone: string, count: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function startSmsGateway(): Promise<TestGateway> {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const taken = new Map<string, { readonly to: string; readonly text: string }>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const id = String(request.headers['webhook-id']);
      const signed = `${id}.${String(request.headers['webhook-timestamp'])}.${body}`;
      const signature = createHmac('sha256', Buffer.alloc(32, 7)).update(signed).digest('base64');
      if (request.headers['webhook-signature'] !== `v1,${signature}`) {
        response.writeHead(401).end();
        return;
      }
      taken.set(id, message.parse(JSON.parse(body)).data);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const textsTo = (phone: string) =>
    [...taken.values()].filter(({ to }) => to === phone).map(({ text }) => text);
  return {
    url: `http://127.0.0.1:${port}/`,
    secret,
    textsTo,
    awaitTexts: async (phone, count) => {
      const deadline = Date.now() + 20_000;
      while (textsTo(phone).length < count) {
        if (Date.now() > deadline) throw new Error(`${count} texts to the phone did not come.`);
        await pause(50);
      }
      return textsTo(phone);
    },
    close: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
