import { run } from '../terminal/run.mjs';
import { say } from '../terminal/say.mjs';
import { downloadFromTemporal } from './download.mjs';
import { requireTool } from './tools.mjs';

/** The last release that `go install` can build: later ones carry replace directives. */
const VERSION = 'v1.5.1';
/** Packages that a build from nothing compiles, to say how far it is. */
const PACKAGES = 1_300;

/** @type {import('./obtain.mjs').Binary} */
export const temporalCli = {
  title: 'Temporal CLI (with its dev server)',
  variable: 'TEMPORAL_CLI',
  executable: 'temporal',
  cachedAs: `temporal-cli-${VERSION.slice(1)}`,
  check: async (path) => (await run(path, ['--version'])).split('\n')[0] ?? '',
  sources: [
    {
      from: 'the official download (temporal.download)',
      fetch: (folder) => downloadFromTemporal(`cli/${VERSION}`, { format: 'tar.gz' }, folder, 'temporal'),
    },
    { from: 'the Go module proxy, built here', fetch: build },
  ],
};

/** @param {string} folder */
async function build(folder) {
  const go = await requireTool('go', 'to build the Temporal CLI');
  say(
    '  go install github.com/temporalio/cli: about 280 MB of modules (1.8 GB unpacked) into the cache of Go, a binary of about 250 MB; minutes',
  );
  const seen = { downloaded: 0, compiled: 0 };
  await run(go, ['install', '-v', `github.com/temporalio/cli/cmd/temporal@${VERSION}`], {
    env: { GOBIN: folder, CGO_ENABLED: '0' },
    heartbeat: 'building the Temporal CLI',
    onLine: (line) => {
      if (line.startsWith('go: downloading')) seen.downloaded += 1;
      else seen.compiled += 1;
    },
    progress: () =>
      seen.compiled > 0
        ? `${seen.compiled} of about ${PACKAGES} packages compiled`
        : `${seen.downloaded} modules downloaded`,
  });
}
