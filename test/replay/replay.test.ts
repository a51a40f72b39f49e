import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { recordedHistories } from './histories';
import { PATHS } from './paths';
import { TASK_PATHS } from './task-paths';

const shippedBundle = { codePath: process.env['REDRESS_TEST_BUNDLE'] ?? 'missing' };

test('there is a recorded history of every path', () => {
  expect(recordedHistories().map(({ workflowId }) => workflowId)).toEqual(
    expect.arrayContaining([...Object.keys(PATHS), ...Object.keys(TASK_PATHS)]),
  );
});

test('every recorded history replays through the workflow code of today', async () => {
  const histories = recordedHistories();
  const failed: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: shippedBundle },
    histories,
  )) {
    if (error) failed.push(`${workflowId}: ${error.message}`);
  }
  expect(failed).toEqual([]);
});

test('a change that recorded histories know nothing of is caught', async () => {
  const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, 'changed'),
    logger: quiet,
  });
  const caught: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { code } },
    recordedHistories(),
  )) {
    if (error?.name === 'DeterminismViolationError') caught.push(workflowId);
  }
  expect(caught.sort()).toEqual(
    recordedHistories()
      .map(({ workflowId }) => workflowId)
      .sort(),
  );
});

test('the workflow bundle holds no zod', () => {
  const modules = readFileSync(shippedBundle.codePath, 'utf8');
  expect(modules).not.toMatch(/node_modules\/zod\//);
  expect(modules).not.toContain('ZodError');
  expect(modules).toContain('validators');
});
