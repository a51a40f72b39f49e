'use strict';
/*
 * Loaded before a worker's own code, in its main thread and in those that run the workflows: SIGUSR2 makes every one of
 * them collect its garbage, so that what is still there afterwards is what is needed.
 */
const { BroadcastChannel, isMainThread } = require('node:worker_threads');

const channel = new BroadcastChannel('collect-garbage');
channel.onmessage = () => globalThis.gc();
channel.unref();

if (isMainThread) {
  process.on('SIGUSR2', () => {
    globalThis.gc();
    channel.postMessage('now');
  });
}
