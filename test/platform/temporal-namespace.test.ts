import { randomUUID } from 'node:crypto';
import { defineSearchAttributeKey } from '@temporalio/common';
import { connectTemporalClient } from '../../platform/temporal';
import type { TemporalClient } from '../../platform/temporal';
import { ensureNamespace, ensureSearchAttributes } from '../../platform/temporal-namespace';
import { testTemporal } from './servers';

const DAY_MS = 86_400_000;
const namespace = `platform-${randomUUID()}`;

let temporal: TemporalClient;
beforeAll(() => (temporal = connectTemporalClient(testTemporal(namespace), {})));
afterAll(() => temporal.close());

async function retentionDays(): Promise<number> {
  const { config } = await temporal.connection.workflowService.describeNamespace({ namespace });
  return Number(config?.workflowExecutionRetentionTtl?.seconds?.toString()) / 86_400;
}

test('a namespace is made, kept as it is, and given a new retention', async () => {
  await ensureNamespace(temporal.connection, namespace, 3 * DAY_MS);
  await ensureNamespace(temporal.connection, namespace, 3 * DAY_MS);
  expect(await retentionDays()).toBe(3);
  await ensureNamespace(temporal.connection, namespace, 30 * DAY_MS);
  expect(await retentionDays()).toBe(30);
});

test('search attributes are registered once, more are added, and a workflow may carry them', async () => {
  const { connection, client } = temporal;
  await ensureNamespace(connection, namespace, DAY_MS);
  await ensureSearchAttributes(connection, namespace, { CaseStage: 'KEYWORD' });
  await Promise.all([
    ensureSearchAttributes(connection, namespace, { CaseStage: 'KEYWORD', CaseRound: 'INT' }),
    ensureSearchAttributes(connection, namespace, { CaseStage: 'KEYWORD', CaseRound: 'INT' }),
  ]);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(['CaseStage', 'CaseRound']));
  const handle = await client.workflow.start('unattended', {
    taskQueue: 'nobody-polls',
    workflowId: randomUUID(),
    typedSearchAttributes: [{ key: defineSearchAttributeKey('CaseRound', 'INT'), value: 1 }],
  });
  await handle.terminate();
});

test('an attribute that exists with another type is named', async () => {
  const { connection } = temporal;
  await ensureNamespace(connection, namespace, DAY_MS);
  await ensureSearchAttributes(connection, namespace, { CaseOwner: 'KEYWORD' });
  await expect(ensureSearchAttributes(connection, namespace, { CaseOwner: 'INT' })).rejects.toThrow(
    /CaseOwner exists .* another type than INT/,
  );
});
