import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Express, RequestHandler } from 'express';
import { Problem } from '../problems';

/** The form, and the page of a case, whose token stands behind the # and never comes here. */
const PAGES = /^\/(complain|c)\/?$/;

/** Everything from here alone, and no form that would leave the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the pages of customers. Their scripts and styles are among the console's assets.
 *
 * @param folder what `npm run build` made of `console/`
 */
export function serveCustomerPages(app: Express, folder: string): void {
  app.use(page(path.join(folder, 'customer', 'index.html')));
}

function page(file: string): RequestHandler {
  return async (request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !PAGES.test(request.path)) {
      next();
      return;
    }
    const html = await readPage(file);
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Security-Policy', POLICY)
      .set('X-Robots-Tag', 'noindex')
      .type('html')
      .send(html);
  };
}

/** @throws {Problem} `not-found`, if the pages were not built */
async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Problem('not-found', 'The pages of customers are not built. “npm run build” builds them.', {
      cause,
    });
  }
}
