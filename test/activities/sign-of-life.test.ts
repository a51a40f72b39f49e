import { setTimeout as sleep } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { givingSignsOfLife } from '../../activities/sign-of-life';

async function signsOf(work: () => Promise<void>): Promise<number> {
  let signs = 0;
  const environment = new MockActivityEnvironment();
  environment.on('heartbeat', () => {
    signs += 1;
  });
  await environment.run(givingSignsOfLife(work), undefined);
  await sleep(1_200);
  return signs;
}

describe('signs of life of an activity', () => {
  it('come every second while it is at work, and end with it', async () => {
    expect(await signsOf(() => sleep(2_500))).toBe(2);
  });

  it('are none when it is done within a second', async () => {
    expect(await signsOf(() => sleep(100))).toBe(0);
  });

  it('change nothing about how it fails', async () => {
    const broken = signsOf(() => Promise.reject(new Error('mongod is away')));
    await expect(broken).rejects.toThrow('mongod is away');
  });
});
