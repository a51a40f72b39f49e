import { Schema } from 'mongoose';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { openGate } from './gate';
import { testMongoUrl } from './servers';

const logger = createLogger({ logLevel: 'silent' }, 'test');

test('writes wait for the majority, and a filter with an unknown field is refused', async () => {
  const mongo = await connectMongo({ mongo: { url: testMongoUrl('platform_mongo') } }, logger);
  try {
    const { connection } = mongo;
    const model = connection.model('Thing', new Schema({ colour: String }));
    await model.create({ colour: 'red' });
    expect(connection.getClient().options.writeConcern).toMatchObject({ w: 'majority', journal: true });
    await expect(model.find({ color: 'red' })).rejects.toThrow(/color/);
    await connection.dropDatabase();
  } finally {
    await mongo.close();
  }
});

test('without a server, connecting fails soon and says what to check', async () => {
  const gate = await openGate(1);
  await gate.shut();
  const startedAt = Date.now();
  await expect(
    connectMongo({ mongo: { url: `mongodb://127.0.0.1:${gate.port}/redress` } }, logger),
  ).rejects.toThrow(/not found within 5 s.*MONGO_URL/);
  expect(Date.now() - startedAt).toBeLessThan(10_000);
});
