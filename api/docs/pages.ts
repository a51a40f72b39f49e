import path from 'node:path';
import type { Express, RequestHandler } from 'express';
import { absolutePath } from 'swagger-ui-dist';
import { PROBLEM_TYPES, type ProblemType } from '../problem-types';

/** Starts Swagger UI on our document; a file of its own, because the page runs no inline scripts. */
const STARTER = `window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/api/v1/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    persistAuthorization: false,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
  });
});
`;

const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Redress API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="/api/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/starter.js"></script>
  </body>
</html>
`;

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** Serves pages for people: the API to read and try at /api/docs, and what each kind of problem means. */
export function servePages(app: Express): void {
  app.get('/api/docs', page(DOCS_PAGE));
  app.get('/api/docs/starter.js', (_request, response) => {
    response.type('text/javascript').send(STARTER);
  });
  for (const file of ASSETS) app.get(`/api/docs/${file}`, asset(file));
  app.get('/problems', page(problemsPage(Object.entries(PROBLEM_TYPES))));
  for (const [id, type] of Object.entries(PROBLEM_TYPES)) {
    app.get(`/problems/${id}`, page(problemsPage([[id, type]])));
  }
}

function asset(file: string): RequestHandler {
  const absolute = path.join(absolutePath(), file);
  return (_request, response, next) => {
    response.sendFile(absolute, { maxAge: '1h' }, (error) => {
      if (error && !response.headersSent) next(error);
    });
  };
}

function page(html: string): RequestHandler {
  return (_request, response) => {
    response.type('html').send(html);
  };
}

function problemsPage(types: readonly (readonly [string, ProblemType])[]): string {
  const sections = types.map(
    ([id, { status, title, about }]) =>
      `<section id="${id}"><h1>${title}</h1><p>HTTP ${status} · <code>/problems/${id}</code></p><p>${about}</p></section>`,
  );
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Problems of the Redress API</title></head>
  <body>${sections.join('')}<p><a href="/problems">All problems</a></p></body>
</html>
`;
}
