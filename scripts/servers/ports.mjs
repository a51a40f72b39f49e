import { connect, createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether something accepts connections there, on loopback
 */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * @param {number} port
 * @param {string} [host] loopback unless given
 * @returns {Promise<boolean>} whether a server could listen there
 */
export function isFree(port, host = LOOPBACK) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}

/**
 * A free port. The system will not hand it out again for a while: a connection closed from the listening side
 * leaves it in TIME_WAIT, where an explicit listen still succeeds.
 *
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer((accepted) => {
      accepted.on('error', () => {});
      accepted.end();
    });
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port: 0 }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const client = connect({ host: LOOPBACK, port });
      client.resume();
      client.once('error', reject);
      client.once('close', () => server.close(() => resolve(port)));
    });
  });
}
