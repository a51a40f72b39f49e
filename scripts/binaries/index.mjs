import { greenmail } from './greenmail.mjs';
import { mongod } from './mongod.mjs';
import { obtain } from './obtain.mjs';
import { temporalCli } from './temporal-cli.mjs';
import { testServer } from './test-server.mjs';

/** @returns {Promise<string>} path of the `temporal` executable, obtained when it is not here yet */
export function obtainTemporalCli() {
  return obtain(temporalCli);
}

/** @returns {Promise<string>} path of the `mongod` executable, obtained when it is not here yet */
export function obtainMongod() {
  return obtain(mongod);
}

/** @returns {Promise<string>} path of Temporal's time-skipping test server, obtained when it is not here yet */
export function obtainTestServer() {
  return obtain(testServer);
}

/** @returns {Promise<string>} path of a mail server for tests, obtained when it is not here yet */
export function obtainGreenmail() {
  return obtain(greenmail);
}
