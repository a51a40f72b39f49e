import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Config } from '../../../platform/config';

const SCRIPTS = path.join(__dirname, '..', '..', '..', 'dist', 'scripts');

/** How a process has ended, and what it printed. */
export interface Ended {
  /** Its exit code, or the signal that ended it. */
  readonly by: number | string | null;
  readonly said: string;
}

/** A command of the product as it is built, such as `npm run keys -- rotate`, in a process of its own. */
export class CommandProcess {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;

  constructor(
    script: 'audit' | 'keys',
    words: readonly string[],
    { mongo, temporal }: Pick<Config, 'mongo' | 'temporal'>,
    settings: Readonly<Record<string, string>>,
  ) {
    const child = spawn(process.execPath, [path.join(SCRIPTS, `${script}.js`), ...words], {
      env: {
        PATH: process.env['PATH'],
        MONGO_URL: mongo.url,
        TEMPORAL_ADDRESS: temporal.address,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
      ([printed, errors]) => ({ by: child.signalCode ?? child.exitCode, said: printed + errors }),
    );
  }

  /** Ends it with SIGKILL, wherever it is. */
  kill(): void {
    this.child.kill('SIGKILL');
  }
}
