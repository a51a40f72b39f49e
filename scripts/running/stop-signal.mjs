import process from 'node:process';

/** npm passes on a Ctrl-C that the terminal has delivered already: both count as one. */
const SAME_SIGNAL_MS = 1_500;

/**
 * Listens for Ctrl-C, SIGTERM and the closing of the terminal.
 *
 * @returns {{controller: AbortController, again: Promise<void>}} `controller` is aborted by the first of them,
 *   `again` resolves with the next one
 */
export function listenForStop() {
  const controller = new globalThis.AbortController();
  let first = 0;
  /** @type {Promise<void>} */
  const again = new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(name, () => {
        if (!controller.signal.aborted) {
          first = Date.now();
          controller.abort();
        } else if (Date.now() - first > SAME_SIGNAL_MS) resolve();
      });
    }
  });
  return { controller, again };
}
