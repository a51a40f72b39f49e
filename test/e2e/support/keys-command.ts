import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Config } from '../../../platform/config';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'dist', 'scripts', 'keys.js');

/** How a process has ended, and what it printed. */
export interface Ended {
  /** Its exit code, or the signal that ended it. */
  readonly by: number | string | null;
  readonly said: string;
}

/** `npm run keys -- rotate` as it is built, in a process of its own. */
export class Rotation {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;

  /** @param keys base64 */
  constructor(
    config: Pick<Config, 'mongo' | 'temporal'>,
    keys: { readonly from: string; readonly to: string },
  ) {
    const child = spawn(process.execPath, [SCRIPT, 'rotate'], {
      env: {
        PATH: process.env['PATH'],
        MONGO_URL: config.mongo.url,
        TEMPORAL_ADDRESS: config.temporal.address,
        MASTER_KEY: keys.from,
        NEW_MASTER_KEY: keys.to,
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
