import { DurationError, parseDuration, readDuration } from '../../domain/calendar/duration';
import { limitProblem } from '../../domain/calendar/limit';

function problemOf(text: string): string | undefined {
  const reading = readDuration(text);
  return 'problem' in reading ? reading.problem : undefined;
}

describe('durations', () => {
  it.each([
    ['P2D', { kind: 'days', count: 2 }],
    ['P30D', { kind: 'days', count: 30 }],
    ['P1W', { kind: 'weeks', count: 1 }],
    ['PT30M', { kind: 'time', ms: 1_800_000 }],
    ['PT24H', { kind: 'time', ms: 86_400_000 }],
    ['PT1H30M', { kind: 'time', ms: 5_400_000 }],
    ['PT5S', { kind: 'time', ms: 5_000 }],
  ])('reads %s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  it.each(['P1M', 'P1Y', 'P1Y2M', 'P3M2D'])('refuses the month or year in %s', (text) => {
    expect(problemOf(text)).toContain('no fixed length');
  });

  it.each(['P1DT12H', 'P1W2D'])('refuses the mixture %s', (text) => {
    expect(problemOf(text)).toContain('mixes days');
  });

  it.each(['', 'P', 'PT', '2D', 'P2d', 'PT1.5H', 'P-1D', ' P2D', 'P2D ', 'PT30', 'P2D\n', 'two days'])(
    'refuses %j',
    (text) => {
      expect(problemOf(text)).toContain('not a duration that packs use');
    },
  );

  it('refuses what is no limit: zero, and more than ten years', () => {
    expect(problemOf('PT0M')).toContain('zero');
    expect(problemOf('P0D')).toContain('zero');
    expect(problemOf('P9999D')).toContain('ten years');
  });

  it('throws a typed error that says what to write', () => {
    expect(() => parseDuration('P1M')).toThrow(DurationError);
    expect(() => parseDuration('P1M')).toThrow('write days, such as P30D');
  });
});

describe('limits', () => {
  it('accepts those of the packs', () => {
    expect(limitProblem({ duration: 'PT30M', calendar: 'wall' })).toBeUndefined();
    expect(limitProblem({ duration: 'P2D', calendar: 'working', firstDay: 'excluded' })).toBeUndefined();
    expect(limitProblem({ endOfDay: 0 })).toBeUndefined();
  });

  it('refuses a working week, which could mean five days or seven', () => {
    expect(limitProblem({ duration: 'P1W', calendar: 'working' })).toContain('P5D');
  });

  it('refuses an end of day that is no number of days', () => {
    expect(limitProblem({ endOfDay: -1 })).toContain('whole number');
    expect(limitProblem({ endOfDay: 0.5 })).toContain('whole number');
  });

  it('passes on what is wrong with the duration', () => {
    expect(limitProblem({ duration: 'P1M', calendar: 'wall' })).toContain('no fixed length');
  });
});
