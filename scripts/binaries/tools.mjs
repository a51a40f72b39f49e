import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** What a closed network needs besides Node, and the command that provides it. */
const PROVIDED_BY = {
  go: 'apt-get install golang-go   (or https://go.dev/dl)',
  python3: 'apt-get install python3 python3-pip',
  java: 'apt-get install default-jre-headless',
  mvn: 'apt-get install maven',
};

/** A tool that is not installed; the message names it and what provides it. */
export class MissingTool extends Error {
  /**
   * @param {keyof typeof PROVIDED_BY} tool
   * @param {string} purpose
   */
  constructor(tool, purpose) {
    super(`\`${tool}\` is needed ${purpose} and is not installed. Install it with: ${PROVIDED_BY[tool]}`);
    this.name = 'MissingTool';
  }
}

/**
 * @param {string} name
 * @returns {Promise<string | undefined>} the first executable file of that name on PATH
 */
export async function onPath(name) {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const file = join(folder, name + suffix);
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * @param {keyof typeof PROVIDED_BY} tool
 * @param {string} purpose completes the sentence "`go` is needed …"
 * @returns {Promise<string>} its path
 * @throws {MissingTool}
 */
export async function requireTool(tool, purpose) {
  const file = await onPath(tool);
  if (!file) throw new MissingTool(tool, purpose);
  return file;
}
