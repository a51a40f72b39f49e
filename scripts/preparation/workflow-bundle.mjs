import { dirname, extname, join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

/**
 * Bundles the workflows once, so that a worker given the bundle is up in half the time. The build and the tests
 * both come here: what runs is what was tested.
 *
 * @param {string} workflowsPath absolute path of the module that exports every workflow
 * @returns {Promise<string>} the code, with its source map in it
 * @throws {Error} naming the import that workflow code may not make
 */
export async function bundleWorkflows(workflowsPath) {
  const codec = join(dirname(workflowsPath), '..', 'platform', 'codec');
  // Messages and stack traces of failures are payloads too, and so encrypted.
  const failureConverterPath = join(codec, `failure-converter${extname(workflowsPath)}`);
  const { code } = await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger: quiet });
  return code;
}

const nothing = () => {};

/** Only what went wrong is worth a line in a build. */
const quiet = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: (message) => console.warn(message),
  error: (message) => console.error(message),
};
