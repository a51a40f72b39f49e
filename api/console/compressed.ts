import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
/** The build writes names of these characters only. */
const FILE = /^\/[\w.-]+$/;

/** Answers with the file that the build has compressed beforehand, to whoever takes that. */
export function preferCompressed(folder: string): RequestHandler {
  return (request, response, next) => {
    const type = TYPES[path.extname(request.path)];
    const file = path.join(folder, `${request.path}.br`);
    const fits = type !== undefined && FILE.test(request.path) && request.acceptsEncodings('br') === 'br';
    if (!fits || !existsSync(file)) {
      next();
      return;
    }
    response.set({ 'Content-Type': type, 'Content-Encoding': 'br', Vary: 'Accept-Encoding' });
    response.sendFile(file, { immutable: true, maxAge: '1y' }, (error) => {
      if (error && !response.headersSent) next(error);
    });
  };
}
