import { chmod, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from '../terminal/run.mjs';
import { say } from '../terminal/say.mjs';
import { downloadFromTemporal } from './download.mjs';
import { ownJava } from './java.mjs';
import { listensWhenStarted } from './listens.mjs';
import { requireTool } from './tools.mjs';

const VERSION = '1.38.0';

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
function listens(path) {
  return listensWhenStarted(path, (port) => [String(port)]);
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
