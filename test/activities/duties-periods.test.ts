import { drawSample, periodOf } from '../../activities/duties';
import type { Duty } from '../../domain/policy/duty';
import { callBacks, contact, daily, local, media, review, ZONE } from './duties-scene';

describe('periods', () => {
  const shown = (duty: Duty, at: string) => {
    const { from, to, dueAt } = periodOf(duty, local(at).toISOString(), ZONE);
    return [from, to, dueAt].map((iso) =>
      new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '),
    );
  };

  test.each([
    ['a month that is over', callBacks, '2026-03-01 09:00', ['2026-02-01', '2026-03-01', '2026-04-01']],
    ['a quarter that is over', review, '2026-04-01 09:00', ['2026-01-01', '2026-04-01', '2026-07-01']],
    ['the day that has begun', media, '2026-03-02 09:00', ['2026-03-02', '2026-03-03', '2026-03-03']],
    ['the week that has begun', contact, '2026-03-02 09:00', ['2026-03-02', '2026-03-09', '2026-03-09']],
  ])('%s', (_what, duty, at, days) => {
    expect(shown(duty, at)).toEqual(days.map((day) => `${day} 00:00`));
  });

  test('a daily list goes from one evening to the next', () => {
    expect(shown(daily, '2026-03-02 18:00')).toEqual([
      '2026-03-01 18:00',
      '2026-03-02 18:00',
      '2026-03-02 18:00',
    ]);
  });

  test('a run that comes late or early is about the last time that it was due', () => {
    expect(shown(callBacks, '2026-03-29 23:00')).toEqual(shown(callBacks, '2026-03-01 09:00'));
    expect(shown(callBacks, '2026-03-01 08:59')).toEqual(shown(callBacks, '2026-02-01 09:00'));
    expect(shown(daily, '2026-03-02 17:59')).toEqual(shown(daily, '2026-03-01 18:00'));
  });
});

describe('the sample', () => {
  const numbers = Array.from({ length: 12 }, (_, index) => `C20260301-${String(index).padStart(6, '0')}`);

  test('is drawn without replacement, the same again for whoever checks it, in whatever order they come', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const drawn = drawSample(numbers, 3, `seed-${seed}`);
      expect(new Set(drawn).size).toBe(3);
      expect(numbers).toEqual(expect.arrayContaining(drawn));
      expect(drawSample([...numbers].reverse(), 3, `seed-${seed}`)).toEqual(drawn);
    }
    expect(drawSample(numbers.slice(0, 2), 3, 'seed')).toEqual(numbers.slice(0, 2));
  });

  test('takes every complaint, and every pair of them, equally often', () => {
    const seeds = 6_000;
    const each = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed += 1) {
      const drawn = drawSample(numbers, 3, `attraction/2026/${seed}`);
      const pairs = drawn.flatMap((one, index) => drawn.slice(index + 1).map((other) => `${one} ${other}`));
      for (const key of [...drawn, ...pairs]) each.set(key, (each.get(key) ?? 0) + 1);
    }
    // Chi-square at 1 in 10,000: 38.9 with 11 degrees of freedom (times 11/12 without replacement), 116.1 with 65.
    expect(chiSquare(numbers, (seeds * 3) / 12)).toBeLessThan(37.0);
    const pairs = numbers.flatMap((one, index) => numbers.slice(index + 1).map((other) => `${one} ${other}`));
    expect(chiSquare(pairs, (seeds * 3) / 66)).toBeLessThan(116.1);

    function chiSquare(keys: readonly string[], expected: number): number {
      return keys.reduce((sum, key) => sum + ((each.get(key) ?? 0) - expected) ** 2 / expected, 0);
    }
  });
});
