/** The database of one test file on the replica set that the set-up started. */
export function testMongoUrl(database: string): string {
  const url = new URL(required('REDRESS_TEST_MONGO_URL'));
  url.pathname = `/${database}`;
  return url.href;
}

/** The dev server that the set-up started, with its connection settings as the configuration has them. */
export function testTemporal(namespace = 'default') {
  return {
    temporal: {
      address: required('REDRESS_TEST_TEMPORAL_ADDRESS'),
      namespace,
      taskQueue: 'test',
      historyRetentionMs: 86_400_000,
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this suite through jest.config.js`);
  return value;
}
