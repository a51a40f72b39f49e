import { ITEM, placeAt } from '../../console/administration/packs/place';
import { choicesAt } from '../../console/administration/packs/schema-choices';
import { packJsonSchema } from '../../models/policies';

describe('what is offered while a pack is written', () => {
  const format = packJsonSchema();
  const offered = (text: string) => choicesAt(format, placeAt(text)).map((choice) => choice.text);

  test.each([
    ['a key of the pack', 'id: a\ncl', { path: [], wants: 'key', typed: 'cl' }],
    [
      'a key of a clock',
      'clocks:\n  - id: x\n    lim',
      { path: ['clocks', ITEM], wants: 'key', typed: 'lim' },
    ],
    ['its first key', 'clocks:\n  - i', { path: ['clocks', ITEM], wants: 'either', typed: 'i' }],
    [
      'a value',
      'clocks:\n- id: x\n  holder: le',
      { path: ['clocks', ITEM, 'holder'], wants: 'value', typed: 'le' },
    ],
    [
      'a value in braces within brackets',
      'clocks:\n  - id: x\n    rungs:\n      - { at: 75, tell: [holder, sup',
      { path: ['clocks', ITEM, 'rungs', ITEM, 'tell', ITEM], wants: 'value', typed: 'sup' },
    ],
    [
      'a key after an apostrophe and a comment',
      "title: { zh: '“”', en: A company's rules } # what's it called: [\ncl",
      { path: [], wants: 'key', typed: 'cl' },
    ],
    [
      'a key in braces over several lines',
      'supervision: {\n  always: [owner],\n  by',
      { path: ['supervision'], wants: 'key', typed: 'by' },
    ],
    [
      'a key after a list on the column of its key',
      'clocks:\n- id: x\nclo',
      { path: [], wants: 'key', typed: 'clo' },
    ],
    [
      'a word with a colon',
      'clocks:\n  - from: [enter:as',
      { path: ['clocks', ITEM, 'from', ITEM], wants: 'value', typed: 'enter:as' },
    ],
  ])('%s', (_what, text, place) => {
    expect(placeAt(text)).toEqual(place);
  });

  test('the words of the format, with what they are for', () => {
    expect(offered('id: a\ncl')).toEqual(expect.arrayContaining(['clocks', 'closing', 'claims']));
    expect(offered('clocks:\n  - holder: ')).toEqual(expect.arrayContaining(['lead', 'owner']));
    expect(offered('clocks:\n  - from: [')).toEqual(
      expect.arrayContaining(['enter:accepting', 'promise-reply', 'receipt']),
    );
    expect(offered('pause: ')).toEqual(['true', 'false']);
    expect(offered('routing:\n  ')).toEqual(expect.arrayContaining(['product', 'service']));
    expect(offered('nothing:\n  ')).toEqual([]);
  });
});
