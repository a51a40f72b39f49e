/** Jest's global tear-down: ends what `start.mjs` started and removes its folder. */
export default async function end() {
  await globalThis.endTestServers?.();
}
