import { whenToMail } from '../../activities/notify/when-to-mail';
import type { NoticeSettings } from '../../models/notices';

const zone = 'Asia/Shanghai';
const night: NoticeSettings = {
  quietHours: { from: '22:00', to: '07:30' },
  digest: 'none',
  channels: ['in-app', 'email'],
  zone,
};
const noon: NoticeSettings = { ...night, quietHours: { from: '12:00', to: '13:00' } };
const china = (time: string) => `${time}:00.000+08:00`;
const utc = (time: string) => new Date(china(time)).toISOString();
const later = (time: string, digest = false) => ({ kind: 'later', notBefore: utc(time), digest });

test.each([
  ['before the quiet hours', night, '2026-11-24T21:59', { kind: 'now' }],
  ['at their first moment', night, '2026-11-24T22:00', later('2026-11-25T07:30')],
  ['after midnight', night, '2026-11-25T03:00', later('2026-11-25T07:30')],
  ['at their end', night, '2026-11-25T07:30', { kind: 'now' }],
  ['over a change of months', night, '2026-11-30T23:00', later('2026-12-01T07:30')],
  ['within one day', noon, '2026-11-24T12:30', later('2026-11-24T13:00')],
  ['after them on one day', noon, '2026-11-24T13:30', { kind: 'now' }],
  ['without any settings', undefined, '2026-11-25T03:00', { kind: 'now' }],
  ['by an hourly digest', { ...noon, digest: 'hourly' }, '2026-11-24T10:20', later('2026-11-24T11:00', true)],
  [
    'by an hourly digest into quiet hours',
    { ...noon, digest: 'hourly' },
    '2026-11-24T11:20',
    later('2026-11-24T13:00', true),
  ],
  ['by a daily digest', { ...noon, digest: 'daily' }, '2026-11-24T10:20', later('2026-11-25T09:00', true)],
  [
    'by a daily digest of the same day',
    { ...noon, digest: 'daily' },
    '2026-11-24T06:20',
    later('2026-11-24T09:00', true),
  ],
  ['in the console alone', { ...night, channels: ['in-app'] }, '2026-11-24T12:00', { kind: 'never' }],
] as const)('%s', (_, settings, at, expected) => {
  expect(whenToMail(settings, china(at), false)).toEqual(expected);
});

test('what is urgent waits for nothing, but nobody gets a mail who wants none', () => {
  expect(whenToMail({ ...night, digest: 'daily' }, china('2026-11-25T03:00'), true)).toEqual({ kind: 'now' });
  expect(whenToMail({ ...night, channels: ['in-app'] }, china('2026-11-25T03:00'), true)).toEqual({
    kind: 'never',
  });
});
