import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Express, RequestHandler } from 'express';
import express from 'express';
import { Problem } from '../problems';
import { preferCompressed } from './compressed';

/** Whatever a page of the console has: its address is the console's own affair. Other addresses are the API's. */
const NOT_THE_CONSOLE = /^\/(api|problems|assets|healthz|readyz|metrics)(\/|$)/;
const NONCE = '__CSP_NONCE__';
const NONCE_BYTES = 16;

/**
 * Serves the console: its files, and its one page at every address that is not the API's.
 *
 * @param folder what `npm run build` made of `console/`
 */
export function serveConsole(app: Express, folder: string): void {
  const assets = path.join(folder, 'assets');
  app.use(
    '/assets',
    preferCompressed(assets),
    // Their names change with their content.
    express.static(assets, { immutable: true, maxAge: '1y', index: false, fallthrough: true }),
  );
  app.get('/icon.svg', (_request, response, next) => {
    response.sendFile(path.join(folder, 'icon.svg'), { maxAge: '1d' }, (error) => {
      if (error && !response.headersSent) next(error);
    });
  });
  app.use(page(path.join(folder, 'index.html')));
}

function page(file: string): RequestHandler {
  return async (request, response, next) => {
    const asked = request.method === 'GET' || request.method === 'HEAD';
    if (!asked || NOT_THE_CONSOLE.test(request.path) || request.accepts('html') === false) {
      next();
      return;
    }
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    const html = await readPage(file);
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Security-Policy', policyWith(nonce))
      .type('html')
      .send(html.replaceAll(NONCE, nonce));
  };
}

/** @throws {Problem} `not-found`, if the console was not built */
async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Problem('not-found', 'The console is not built. “npm run build” builds it.', { cause });
  }
}

/** Scripts and data from here alone; styles from here, or made by this very page. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
