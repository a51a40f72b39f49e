import { ASSIGNED_AT, NUMBER } from './notify-case';
import { database, HOUR_MS, mails, notices, playHere, START, sweep, told } from './notify-outside';

playHere();

/** Matches a text that holds this one. */
function holding(part: string): unknown {
  return expect.stringContaining(part);
}

describe('quiet hours', () => {
  const quiet = {
    quietHours: { from: '14:00', to: '15:00' },
    channels: ['in-app', 'email'],
    zone: 'Asia/Shanghai',
  };

  test('hold a mail back until their end, and the case waits for nothing', async () => {
    await notices.settings.save('lead-marketing', {
      ...quiet,
      digest: 'none',
      channels: ['in-app', 'email'],
    });
    await told();
    await told();
    expect(mails).toEqual([]);
    expect(await notices.countUnread('lead-marketing', 10)).toBe(1);
    await sweep(49 * 60_000);
    expect(mails).toEqual([]);
    await sweep(50 * 60_000);
    await sweep(51 * 60_000);
    expect(mails).toMatchObject([
      {
        to: { address: 'lead-marketing@example.com' },
        text: holding('lead-marketing，您好！'),
      },
    ]);
  });

  test('a digest gathers, and somebody who wants no mail gets none', async () => {
    await notices.settings.save('lead-marketing', {
      digest: 'hourly',
      channels: ['email'],
      zone: quiet.zone,
    });
    await told();
    const [one] = await notices.shownTo('lead-marketing', { unreadOnly: true, limit: 1 });
    if (!one) throw new Error('Nothing is shown');
    const [other] = await notices.write(
      [{ number: NUMBER, seq: 99, template: 'accepted', recipient: 'lead-marketing', channel: 'email' }],
      ASSIGNED_AT,
    );
    if (!other) throw new Error('Nothing was written');
    await notices.show(other.id, 'lead-marketing', one.said);
    await notices.hold(other.id, new Date(START + 50 * 60_000).toISOString(), true);
    await sweep(50 * 60_000);
    expect(mails).toMatchObject([{ subject: holding('2 条通知') }]);

    await database.connection.collection('notices').deleteMany({});
    await notices.settings.save('lead-marketing', { digest: 'none', channels: ['in-app'], zone: quiet.zone });
    await told();
    await sweep(24 * HOUR_MS);
    expect(mails).toHaveLength(1);
    expect(await notices.countUnread('lead-marketing', 10)).toBe(1);
  });
});
