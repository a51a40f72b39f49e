import fc from 'fast-check';
import { canonicalJson } from '../../domain/proof/canonical';

/** The examples of RFC 8785. */
test('the example of RFC 8785, 3.2.2', () => {
  const example = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(example)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('fields are sorted by UTF-16 code units (RFC 8785, 3.2.3)', () => {
  const fields = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  const order = [...canonicalJson(fields).matchAll(/:"([^"]*)"/g)].map(([, name]) => name);
  expect(order).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test('says the same as JSON, whatever the order of the fields', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonicalJson(value);
      const read: unknown = JSON.parse(text);
      expect(canonicalJson(read)).toBe(text);
      expect(canonicalJson(reversed(read))).toBe(text);
    }),
  );
});

test('leaves out what is undefined, and reads half a character as MongoDB stores it', () => {
  expect(canonicalJson({ b: undefined, a: '\ud83d' })).toBe('{"a":"\ufffd"}');
});

test.each([new Date(0), Buffer.from('a'), new Map(), Number.NaN, 1n, undefined])('refuses %p', (value) => {
  expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversed(field)]),
  );
}
