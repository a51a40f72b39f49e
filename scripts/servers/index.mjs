export { freePort, isFree, LOOPBACK } from './ports.mjs';
export { guardFolder } from './guard.mjs';
export { startMongod, mongodFiles, MONGOD_PATIENCE_MS } from './mongod.mjs';
export { startTemporal, temporalFiles, TEMPORAL_PATIENCE_MS } from './temporal.mjs';
export { startProcess, endLeftover } from './processes.mjs';
