import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { once } from 'node:events';
import { choosePort } from '../../scripts/running/settings.mjs';
import { freePort, isFree } from '../../scripts/servers/index.mjs';
import { printedDuring } from './terminal';

describe('a port', () => {
  let usual: number;
  let occupant: Server;

  beforeEach(async () => {
    usual = await freePort();
    occupant = createServer().listen(usual, '127.0.0.1');
    await once(occupant, 'listening');
  });

  afterEach(async () => {
    delete process.env['TEST_PORT'];
    occupant.close();
    await once(occupant, 'close');
  });

  const choose = () => choosePort({ variable: 'TEST_PORT', usual, user: 'the API' });

  test('that is asked for and taken stops the start, with what to do', async () => {
    process.env['TEST_PORT'] = String(usual);

    await expect(choose()).rejects.toThrow(
      `Port ${usual}, which TEST_PORT gives to the API, is taken by another program. ` +
        'End that program, or give TEST_PORT another port.',
    );
  });

  test('that is usual and taken gives way to a free one, and that is said', async () => {
    let port = 0;

    const printed = await printedDuring(async () => {
      port = await choose();
    });

    expect(port).toBeGreaterThan(usual);
    await expect(isFree(port)).resolves.toBe(true);
    expect(printed).toContain(`Port ${usual} is taken by another program: the API gets ${port} (TEST_PORT=…`);
  });

  test.each(['0', '65536', 'http', '80.5'])('can not be %s', async (asked) => {
    process.env['TEST_PORT'] = asked;

    await expect(choose()).rejects.toThrow(`TEST_PORT=${asked} is no port`);
  });

  test('is not given out twice', async () => {
    const taken = new Set([usual + 1]);
    let port = 0;

    await printedDuring(async () => {
      port = await choosePort({ variable: 'TEST_PORT', usual, user: 'the API', taken });
    });

    expect(port).toBeGreaterThan(usual + 1);
  });
});
