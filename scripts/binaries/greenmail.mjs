import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../terminal/run.mjs';
import { say } from '../terminal/say.mjs';
import { ownJava } from './java.mjs';
import { listensWhenStarted } from './listens.mjs';
import { requireTool } from './tools.mjs';

const VERSION = '2.1.5';

/**
 * A mail server for tests. Its executable takes Java's options: `-Dgreenmail.imap.port=…`.
 *
 * @type {import('./obtain.mjs').Binary}
 */
export const greenmail = {
  title: 'the mail server GreenMail',
  variable: 'GREENMAIL',
  executable: 'greenmail',
  cachedAs: `greenmail-${VERSION}`,
  check: (path) =>
    listensWhenStarted(path, (port) => [
      '-Dgreenmail.imap.hostname=127.0.0.1',
      `-Dgreenmail.imap.port=${port}`,
    ]),
  sources: [{ from: 'Maven (com.icegreen:greenmail-standalone)', fetch: fetchFromMaven }],
};

/** @param {string} folder */
async function fetchFromMaven(folder) {
  const mvn = await requireTool('mvn', 'to fetch GreenMail from Maven');
  const javaHome = await ownJava(folder);
  const jar = `greenmail-standalone-${VERSION}.jar`;
  say(`  mvn dependency:copy for greenmail-standalone ${VERSION} (about 10 MB)`);
  await run(
    mvn,
    [
      '-B',
      '-q',
      'dependency:copy',
      `-Dartifact=com.icegreen:greenmail-standalone:${VERSION}`,
      `-DoutputDirectory=${folder}`,
    ],
    { heartbeat: 'fetching from Maven', ...(javaHome && { env: { JAVA_HOME: javaHome } }) },
  );
  const java = javaHome ? '"$here/java-runtime/bin/java"' : 'java';
  const file = join(folder, 'greenmail');
  await writeFile(file, wrapper(java, jar));
  await chmod(file, 0o755);
}

/**
 * @param {string} java
 * @param {string} jar
 */
function wrapper(java, jar) {
  return [
    '#!/bin/sh',
    'here=$(dirname "$0")',
    `exec ${java} -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$@" -jar "$here/${jar}"`,
    '',
  ].join('\n');
}
