import type { Request, RequestHandler, Response } from 'express';

/** Runs a middleware as one step of a request: resolves when it hands on, rejects with the error it hands on. */
export async function through(
  middleware: RequestHandler,
  request: Request,
  response: Response,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const next = (error?: unknown): void => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('A middleware failed without an error'));
    };
    Promise.resolve(middleware(request, response, next)).catch(reject);
  });
}
