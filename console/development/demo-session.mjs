import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Development only: signs every request of the development server in as one of the demo people, with their key from
 * `demo.json`. Without a name, people sign in as they do everywhere.
 *
 * @param {string | undefined} user such as `agent`
 * @param {string} [dataDir]
 * @returns {import('vite').Plugin}
 */
export function demoSession(user, dataDir = join(import.meta.dirname, '..', '..', '.data')) {
  return {
    name: 'demo-session',
    apply: 'serve',
    config() {
      if (user === undefined) return {};
      const { keys } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'));
      const account = keys.find((one) => one.user === user);
      if (!account) throw new Error(`demo.json has no '${user}'.`);
      const headers = { Authorization: `Bearer ${account.key}` };
      return { server: { proxy: { '/api': { headers } } } };
    },
    configureServer(server) {
      if (user === undefined) return;
      const { keys } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'));
      const { role, department } = keys.find((one) => one.user === user);
      const session = {
        user,
        name: user,
        roles: [role],
        department,
        locale: 'zh',
        mustChangePassword: false,
      };
      server.middlewares.use('/api/v1/session', (request, response, next) => {
        if (request.method !== 'GET' || request.url !== '/') return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(session));
      });
    },
  };
}
