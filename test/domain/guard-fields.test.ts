import {
  findPersonalNumbers,
  maskPersonalNumbers,
  personalNumberFields,
} from '../../domain/guard/personal-numbers';
import { sensitivePatternProblem } from '../../domain/guard/sensitive-patterns';

const id = '11010519491231002X';
const card = '4111111111111111';

describe('the fields of a JSON value', () => {
  it('are named by their path, in the order of the value', () => {
    const complaint = {
      customer: { name: `李四 ${id}`, phone: '13812345678' },
      matter: 'nothing',
      steps: [{ what: 'call' }, { what: `refund to ${card}` }],
    };
    expect(personalNumberFields(complaint)).toEqual([
      { path: 'customer.name', kind: 'id-card' },
      { path: 'steps[1].what', kind: 'bank-card' },
    ]);
  });

  it('are named once for each kind', () => {
    expect(personalNumberFields({ a: `${card} ${card} ${id}` })).toEqual([
      { path: 'a', kind: 'bank-card' },
      { path: 'a', kind: 'id-card' },
    ]);
  });

  it('may be keys, and the path does not give the digits away', () => {
    expect(personalNumberFields({ notes: { [card]: 1 } })).toEqual([
      { path: `notes.${'*'.repeat(16)}`, kind: 'bank-card' },
    ]);
    expect(personalNumberFields({ [card]: { name: id } }).map(({ path }) => path)).toEqual([
      '*'.repeat(16),
      `${'*'.repeat(16)}.name`,
    ]);
  });

  it('may be numbers, also such as JSON cannot hold exactly', () => {
    const body: unknown = JSON.parse(
      `{"card": ${card}, "long": 6222021234567890128, "id": 110105194912310029, "at": 1767196800000, "price": 41.11}`,
    );
    expect(personalNumberFields(body)).toEqual([
      { path: 'card', kind: 'bank-card' },
      { path: 'long', kind: 'bank-card' },
      { path: 'id', kind: 'id-card' },
    ]);
  });

  it('may be the value itself, and nothing at all', () => {
    expect(personalNumberFields(card)).toEqual([{ path: '', kind: 'bank-card' }]);
    expect(personalNumberFields(undefined)).toEqual([]);
    expect(personalNumberFields([null, true, {}, []])).toEqual([]);
  });

  it('may be nested more deeply than calls can be', () => {
    let value: unknown = card;
    for (let depth = 0; depth < 100_000; depth++) value = [value];
    expect(personalNumberFields(value)).toHaveLength(1);
  });
});

describe('a pack’s own patterns', () => {
  const passport = '[EG]\\d{8}';

  it('are found, also full-width and with zero-width characters, at their offsets', () => {
    expect(findPersonalNumbers('护照 E12345678。', [passport])).toEqual([
      { kind: 'sensitive', from: 3, to: 12 },
    ]);
    expect(findPersonalNumbers('护照Ｅ１２３\u200b４５６７８', [passport])).toEqual([
      { kind: 'sensitive', from: 2, to: 12 },
    ]);
    expect(personalNumberFields({ note: 'E12345678' }, [passport])).toEqual([
      { path: 'note', kind: 'sensitive' },
    ]);
    expect(maskPersonalNumbers('护照 E12345678。', [passport])).toBe('护照 *********。');
  });

  it('mask what overlaps once', () => {
    expect(maskPersonalNumbers(`a${card}b`, ['\\d{4}', 'a\\d+'])).toBe('*'.repeat(17) + 'b');
  });

  it.each(['[', 'a*', '', '(a+)+', '(a|aa)*b', '((a)+b)*', 'x'.repeat(201)])(
    'are refused if they harm: %s',
    (source) => {
      expect(sensitivePatternProblem(source)).toMatch(/pattern/);
    },
  );

  it.each([passport, '\\d{17}[\\dX]', '(?:LA|LB)-\\d+', '[(+*|)]+x'])('are fine otherwise: %s', (source) => {
    expect(sensitivePatternProblem(source)).toBeUndefined();
  });
});
