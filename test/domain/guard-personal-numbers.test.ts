import fc from 'fast-check';
import { findPersonalNumbers, maskPersonalNumbers } from '../../domain/guard/personal-numbers';
import {
  bankCards,
  disguised,
  fullWidth,
  idCards,
  surroundings,
  withLuhnDigit,
} from './guard-numbers-fixture';

function kindsIn(text: string): string[] {
  return findPersonalNumbers(text).map(({ kind }) => kind);
}

function foundIn(text: string): string[] {
  return findPersonalNumbers(text).map(({ from, to }) => text.slice(from, to));
}

test('a UUID is none, even one whose digits are by chance those of a card', () => {
  const chances = fc
    .tuple(fc.uuid({ version: 4 }), fc.integer({ min: 8_000_000, max: 8_999_999 }))
    .map(([id, digits]) => {
      const card = withLuhnDigit(`62224021${digits}`);
      return `${id.slice(0, 9)}${card.slice(0, 4)}-4${card.slice(5, 8)}-8${card.slice(9, 12)}-${card.slice(12)}${id.slice(28)}`;
    });
  fc.assert(
    fc.property(chances, (id) => {
      expect(kindsIn(id)).toEqual([]);
      expect(kindsIn(`附件 ${id}，见上`)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(kindsIn('a1b2c3d4-6222-4021-8000-0009ab12cd34')).toEqual([]);
  expect(kindsIn('6222-4021-8000-0009')).toEqual(['bank-card']);
});

describe('ID-card numbers', () => {
  it('are found in every disguise, anywhere in a text, at their offsets', () => {
    const written = idCards.chain((number) => disguised(number));
    fc.assert(
      fc.property(written, surroundings, (number, [before = '', after = '']) => {
        const text = before + number + after;
        const expected = { kind: 'id-card', from: before.length, to: before.length + number.length };
        expect(findPersonalNumbers(text)).toEqual([expected]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '11010519491231002X',
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105 19491231 002-X',
    '440524188001010014',
  ])('are recognised or not by their check digit and date: %s', (number) => {
    expect(kindsIn(number)).toEqual(number === '440524188001010014' ? [] : ['id-card']);
  });

  it('pass with another check digit, a region or a date that does not exist', () => {
    expect(kindsIn('110105194912310021')).toEqual([]);
    expect(kindsIn('110105194913310020')).toEqual([]);
    expect(kindsIn('11010519490230002X')).toEqual([]);
    fc.assert(
      fc.property(idCards, fc.integer({ min: 1, max: 9 }), (number, change) => {
        const wrong = (Number(number[16]) + change) % 10;
        expect(kindsIn(`${number.slice(0, 16)}${wrong}${number.slice(17)}`)).not.toContain('id-card');
      }),
    );
  });

  it('of the old form count only where a word announces them', () => {
    expect(kindsIn('身份证号：110105491231002')).toEqual(['id-card']);
    expect(kindsIn('证件 110105 491231 002')).toEqual(['id-card']);
    expect(kindsIn('运单 110105491231002')).toEqual([]);
    expect(kindsIn('身份证号：110105491331002')).toEqual([]);
  });
});

describe('bank-card numbers', () => {
  it('are found in every disguise, anywhere in a text, at their offsets', () => {
    const written = bankCards.chain((number) => disguised(number));
    fc.assert(
      fc.property(written, surroundings, (number, [before = '', after = '']) => {
        const text = before + number + after;
        const [found, ...others] = findPersonalNumbers(text);
        expect(found).toMatchObject({ from: before.length, to: before.length + number.length });
        expect(others).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('pass with one digit changed', () => {
    fc.assert(
      fc.property(bankCards, fc.nat(14), fc.integer({ min: 1, max: 9 }), (number, at, change) => {
        const wrong = (Number(number[at]) + change) % 10;
        const text = number.slice(0, at) + String(wrong) + number.slice(at + 1);
        expect(kindsIn(text)).not.toContain('bank-card');
      }),
    );
  });

  it('need an issuer’s prefix and its length', () => {
    expect(kindsIn(withLuhnDigit('712202123456789'))).toEqual([]);
    expect(kindsIn(withLuhnDigit('411111111111'))).toEqual([]);
    expect(kindsIn(withLuhnDigit('62220212345678'))).toEqual([]);
  });
});

describe('neighbours', () => {
  const card = withLuhnDigit('622202123456789012');
  const id = '11010519491231002X';

  it('are each found', () => {
    expect(foundIn(`${id} ${card}`)).toEqual([id, card]);
    expect(foundIn(`${card}/${card}`)).toEqual([card, card]);
    expect(foundIn(`${id}、${id}`)).toEqual([id, id]);
    expect(foundIn(`1. ${card}\n2. ${id}\n`)).toEqual([card, id]);
    expect(foundIn(`13812345678 ${id}`)).toEqual([id]);
    expect(foundIn(`4111 1111 1111 1111 4111 1111 1111 1111`)).toEqual([
      '4111 1111 1111 1111',
      '4111 1111 1111 1111',
    ]);
    expect(foundIn(`4111 1111 1111 1111 138 1234 5678`)).toEqual(['4111 1111 1111 1111']);
  });

  it('written without a gap are a longer number, and none', () => {
    expect(kindsIn(`13812345678${card}`)).toEqual([]);
    expect(kindsIn(`${card}7`)).toEqual([]);
    expect(kindsIn(`9${id}`)).toEqual([]);
    expect(kindsIn(`${fullWidth('9')}${id}`)).toEqual([]);
    expect(kindsIn(`9\u200b${id}`)).toEqual([]);
  });

  it('that are letters change nothing, unless they stand on both sides', () => {
    expect(foundIn(`ID${id}`)).toEqual([id]);
    expect(foundIn(`VISA4111111111111111`)).toEqual(['4111111111111111']);
    expect(kindsIn('a94111111111111111b'.replace('94', 'f4'))).toEqual([]);
    expect(kindsIn('11010519491231002Xabc')).toEqual([]);
  });
});

describe('other numbers pass', () => {
  it.each([
    ['mobile phones', '13812345678，+86 138 1234 5678，0086-13812345678'],
    ['phones', '010-62345678 转 801，400-820-8820，(0755) 8888 6666，95588'],
    ['several phones', '13812345678 13912345678 15012345678、18612345678'],
    ['order numbers', 'C20261122-000042 DD20260304153000123 260304-123456789012345 1234567890123456789'],
    ['a day’s case number', 'C20260214-000001 到 C20260214-000019'],
    ['order numbers of marketplaces', '3512345678901234567，4012345678901234564，250304-371449635398431'],
    ['payment numbers', '4200001234202603041234567890 2026030422001412345678901234'],
    [
      'parcels',
      'SF1234567890123 YT1234567890123 4312345678901 773123456789012 JD0012345678901 EA123456789CN',
    ],
    ['times', '2026-03-04 15:30:00.123 1767196800000 20260304153000 2026/03/04-2026/04/04 03.04.2026'],
    ['amounts', '4,500.00 5,200.00 45.00, 32.50, 18.00, 26.00 ￥62.20 12.00 34.00 56.00'],
    ['quantities', '52、36、41、28、19、33、47、25、44、51、62、18、40、55、37、29、45、53、30、22'],
    ['years', '2018 2019 2020 2021 2022 2023 2024 2025 2026'],
    ['coordinates', '39.90419989999999, 116.40739630000001; 51.123456789012'],
    ['a hash and a UUID', 'd41d8cd98f00b204e9800998ecf8427e 4b825dc6-42cb-4eb9-a060-e54bf8d69288'],
    ['a social credit code', '91110108551385082Q'],
    ['addresses', '192.168.100.200 10.20.30.40:8080 100101 朝阳区建国路 88 号 3-2-1501'],
    ['a serial number', 'SN: 8600123456789 IMEI 356938035643809'],
  ])('%s', (_, text) => {
    expect(foundIn(text)).toEqual([]);
  });

  it('decimal fractions, even with a card’s prefix and check digit', () => {
    const digits = withLuhnDigit('511234567890123');
    expect(kindsIn(digits)).toEqual(['bank-card']);
    expect(kindsIn(`${digits.slice(0, 2)}.${digits.slice(2)}`)).toEqual([]);
  });

  it('as generated: phones, dates, and numbers of orders by date', () => {
    const phones = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
    const dates = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const orders = fc
      .tuple(dates, fc.nat(9_999_999))
      .map(([date, n]) => `${date.slice(0, 10).replaceAll('-', '')}${n}`);
    const words = fc.array(fc.oneof(phones, dates, orders), { maxLength: 6 });
    fc.assert(
      fc.property(words, fc.constantFrom('，电话', ' 订单号', '\n', ' / '), (numbers, between) => {
        expect(foundIn(numbers.join(between))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('masking', () => {
  it('puts an asterisk for each character and leaves the rest as it was', () => {
    expect(maskPersonalNumbers('卡 4111 1111 1111 1111，退 50 元')).toBe(`卡 ${'*'.repeat(19)}，退 50 元`);
    expect(maskPersonalNumbers('退 50 元')).toBe('退 50 元');
  });

  it('leaves nothing to find', () => {
    const written = fc.oneof(idCards, bankCards).chain((number) => disguised(number));
    fc.assert(
      fc.property(fc.array(written, { maxLength: 4 }), (numbers) => {
        const text = numbers.join('；号码');
        const masked = maskPersonalNumbers(text);
        expect(masked).toHaveLength(text.length);
        expect(findPersonalNumbers(masked)).toEqual([]);
      }),
    );
  });
});

describe('any text', () => {
  it('gives offsets within it, in order', () => {
    const texts = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789０４６２ -.，Xx\u200b卡\n')),
      maxLength: 200,
    });
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const { from, to } of findPersonalNumbers(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});
