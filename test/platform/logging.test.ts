import mongoose from 'mongoose';
import { createLogger } from '../../platform/logging';
import { temporalLogger } from '../../platform/temporal-runtime';

function recordingLogger() {
  const lines: string[] = [];
  const logger = createLogger({ logLevel: 'info' }, 'test', { write: (line) => void lines.push(line) });
  const last = (): unknown => JSON.parse(lines.at(-1) ?? 'null');
  return { logger, lines, last };
}

test('personal fields are replaced wherever they stand, numbers of cases are not', () => {
  const { logger, lines, last } = recordingLogger();
  const person = { name: '王小明', phone: '13800138000', email: 'w@example.com' };
  logger.info(
    {
      number: 'C20261122-000042',
      customer: person,
      command: { payload: { text: '王小明 called', steps: 2 } },
      request: { headers: { authorization: 'Bearer abc' } },
      ...person,
    },
    'Recorded',
  );
  expect(lines.join('')).not.toMatch(/王小明|13800138000|w@example|Bearer/);
  expect(last()).toMatchObject({
    component: 'test',
    msg: 'Recorded',
    number: 'C20261122-000042',
    customer: '[personal]',
    command: { payload: { text: '[personal]', steps: 2 } },
  });
});

test('an error keeps its type, code, frames and causes, and loses the values that libraries put into it', () => {
  const { logger, lines, last } = recordingLogger();
  const duplicate = Object.assign(
    new Error('E11000 duplicate key error index: x dup key: { phone: "13800138000" }'),
    {
      code: 11000,
      keyValue: { phone: '13800138000' },
    },
  );
  logger.error({ err: new Error('The record was not written', { cause: duplicate }) }, 'Failed');
  expect(lines.join('')).not.toContain('13800138000');
  expect(last()).toMatchObject({
    err: {
      type: 'Error',
      message: 'The record was not written',
      stack: textLike(/logging\.test\.ts/),
      cause: { code: 11000, message: 'E11000 duplicate key error index: x dup key: (withheld)' },
    },
  });
});

test("a refused document's values are not in the log", async () => {
  const { logger, lines, last } = recordingLogger();
  const model = new mongoose.Mongoose().model('Person', new mongoose.Schema({ age: Number }));
  const refusal: unknown = await new model({ age: '13800138000x' })
    .validate()
    .catch((error: unknown) => error);
  logger.warn({ err: refusal }, 'Refused');
  expect(lines.join('')).not.toContain('13800138000');
  expect(last()).toMatchObject({
    err: { type: 'ValidationError', message: textLike(/ at age$/) },
  });
});

test("the SDK's log goes through the same net, without whole tasks", () => {
  const { logger, lines, last } = recordingLogger();
  temporalLogger(logger).warn('Activity failed', {
    workflowId: 'C20261122-000042',
    taskEncoded: 'x'.repeat(5000),
    text: '王小明',
    error: new Error('No answer'),
  });
  expect(lines.join('')).not.toMatch(/xxxx|王小明/);
  expect(last()).toMatchObject({
    msg: 'Activity failed',
    workflowId: 'C20261122-000042',
    error: { type: 'Error', message: 'No answer' },
  });
});

function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
