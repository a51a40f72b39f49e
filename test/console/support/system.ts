import path from 'node:path';
import { createApp } from '../../../api/app';
import { listen, type HttpServer } from '../../../api/server';
import { demoUsers } from '../../../scripts/demo/people';
import { startSystem, type System } from '../../api/support/system';

/** What `npm run build` makes of `console/`; the set-up of this suite has brought it up to date. */
const CONSOLE = path.join(__dirname, '..', '..', '..', 'dist', 'console');

/** Everybody's password here. */
export const PASSWORD = 'correct horse battery staple';

/** The API with the console in front, and people who can sign in. */
export interface ConsoleSystem extends System {
  /** Where the console is. */
  readonly consoleUrl: string;
}

/** Starts everything under a database and a namespace of its own, the worker too. */
export async function startConsoleSystem(
  name: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<ConsoleSystem> {
  const system = await startSystem(`console-${name}`, settings);
  const { accounts, passwords } = system.services;
  const hash = await passwords.hash(PASSWORD);
  for (const { _id } of demoUsers) {
    await accounts.setPassword(_id, { hash, by: 'test', mustChange: false, at: new Date() });
  }
  const http: HttpServer = await listen(createApp(system.services, CONSOLE), '127.0.0.1', 0);
  await system.startWorker();
  return {
    ...system,
    consoleUrl: `http://127.0.0.1:${http.port}`,
    close: async () => {
      await system.stopWorker();
      // Ends the streams that browsers hold open.
      await system.services.live.close();
      await http.close();
      await system.close();
    },
  };
}
