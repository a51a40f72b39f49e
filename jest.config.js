const { availableParallelism } = require('node:os');

/** Suites that only compute, and start nothing or their own things. */
const PLAIN = ['domain', 'deploy', 'running'];
/** Suites that find a mongod, a Temporal dev server and the workflow bundle by environment: test/setup/start.mjs. */
const WITH_SERVERS = [
  'platform',
  'models',
  'activities',
  'workflows',
  'conformance',
  'replay',
  'api',
  'faults',
];

/** Read as ES modules: packages that are published so only, and one file of MongoDB's driver that imports dynamically. */
const ES_MODULES = ['jose/', 'openid-client/', 'oauth4webapi/', 'mongodb/lib/runtime_adapters\\.js'];

const transform = {
  '^.+\\.(ts|js|mjs)$': [
    '@swc/jest',
    {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    },
  ],
};

function suite(name, extra = {}) {
  return {
    displayName: name,
    rootDir: __dirname,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    testEnvironment: 'node',
    moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
    transform,
    transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')}))`],
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
    ...extra,
  };
}

const servers = {
  globalSetup: '<rootDir>/test/setup/start.mjs',
  globalTeardown: '<rootDir>/test/setup/end.mjs',
};

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 30_000,
  // Most tests wait for servers more than they compute, so that two share even two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    ...PLAIN.map((name) => suite(name)),
    ...WITH_SERVERS.map((name) => suite(name, servers)),
    suite('e2e', { ...servers, globalSetup: '<rootDir>/test/e2e/setup.mjs' }),
    suite('console', { ...servers, globalSetup: '<rootDir>/test/console/setup.mjs' }),
  ],
};
