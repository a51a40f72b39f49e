import type { PersonalNumberKind } from '../../../domain/guard/personal-numbers';
import {
  BARE_SENTENCES,
  CARD_SENTENCES,
  CLOSINGS,
  ID_SENTENCES,
  OPENINGS,
  OTHER_SENTENCES,
} from './language';
import { OTHERS, type OtherName } from './others';
import { cardNumber, idNumber, idNumberWithLetter, oldIdNumber } from './personal';
import { randomFrom, type Random } from './random';
import { WRITINGS, type WritingName } from './writing';

/** A number in a text, from the offset of its first character to the one after its last. */
export interface Label {
  readonly kind: Exclude<PersonalNumberKind, 'sensitive'>;
  readonly from: number;
  readonly to: number;
}

/** A text of the corpus with what stands in it. */
export interface Labelled {
  readonly text: string;
  /** What it is there for: a way of writing, or a kind of other number. */
  readonly about: string;
  readonly numbers: readonly Label[];
}

/** Of the committed corpus. */
const SEED = 20_261_122;
/** How often each way of writing is used for each kind counts in `WRITINGS`; these are the sizes of the rest. */
const TEXTS_OF_EACH_OTHER = 30;
const ROUNDS = 4;
const OLD_FORMS = 50;
const PAIRS = 60;

/** The whole corpus, the same each time for a seed. */
export function makeCorpus(seed = SEED): Labelled[] {
  const random = randomFrom(seed);
  return [
    ...writingNames().flatMap((name) => repeated(ROUNDS * WRITINGS[name][0], () => idText(name, random))),
    ...writingNames().flatMap((name) => repeated(ROUNDS * WRITINGS[name][0], () => cardText(name, random))),
    ...repeated(OLD_FORMS, () => oldIdText(ID_SENTENCES, 'old form', random)),
    ...repeated(OLD_FORMS / 2, () => oldIdText(BARE_SENTENCES, 'old form, not announced', random)),
    ...repeated(PAIRS, () => pairText(random)),
    ...otherNames().flatMap((name) => repeated(TEXTS_OF_EACH_OTHER, () => otherText(name, random))),
  ];
}

function writingNames(): WritingName[] {
  return namesOf(WRITINGS);
}

function otherNames(): OtherName[] {
  return namesOf(OTHERS);
}

function namesOf<T extends object>(table: T): (keyof T)[] {
  const names: (keyof T)[] = [];
  for (const name in table) names.push(name);
  return names;
}

function repeated(times: number, make: () => Labelled): Labelled[] {
  return Array.from({ length: times }, make);
}

/** Text that is being put together, and the labels of what stands in it so far. */
class Draft {
  private text = '';
  private readonly numbers: Label[] = [];

  say(words: string): this {
    this.text += words;
    return this;
  }

  /** The sentence with the number in place of `{}`. */
  tell(sentence: string, written: string, kind?: Label['kind']): this {
    const [before = '', after = ''] = sentence.split('{}');
    const from = this.text.length + before.length;
    if (kind) this.numbers.push({ kind, from, to: from + written.length });
    return this.say(before + written + after);
  }

  labelled(about: string): Labelled {
    return { text: this.text, about, numbers: this.numbers };
  }
}

function idText(writing: WritingName, random: Random): Labelled {
  const number = writing === 'small x' ? idNumberWithLetter(random) : idNumber(random);
  const written = WRITINGS[writing][1](number, random);
  return around(random, (draft) => draft.tell(sentence(ID_SENTENCES, random), written, 'id-card')).labelled(
    writing,
  );
}

function cardText(writing: WritingName, random: Random): Labelled {
  const written = WRITINGS[writing][1](cardNumber(random), random);
  return around(random, (draft) =>
    draft.tell(sentence(CARD_SENTENCES, random), written, 'bank-card'),
  ).labelled(writing);
}

function oldIdText(sentences: readonly [string, ...string[]], about: string, random: Random): Labelled {
  const writing = random.pick(['plain', 'plain', 'full-width', 'spaces between groups'] as const);
  const written = WRITINGS[writing][1](oldIdNumber(random), random);
  return around(random, (draft) => draft.tell(random.pick(sentences), written, 'id-card')).labelled(about);
}

/** Both, with other numbers around them. */
function pairText(random: Random): Labelled {
  const [first, second] = [random.pick(otherPair(random)), random.pick(otherPair(random))];
  return around(random, (draft) =>
    draft
      .tell('{}，', first)
      .tell(random.pick(ID_SENTENCES), plainly(idNumber(random), random), 'id-card')
      .say(random.pick(['，', '；', '\n', ' ']))
      .tell(random.pick(CARD_SENTENCES), plainly(cardNumber(random), random), 'bank-card')
      .tell('，{}', second),
  ).labelled('both among other numbers');
}

function plainly(number: string, random: Random): string {
  return WRITINGS[random.pick(['plain', 'full-width', 'spaces between groups'] as const)][1](number, random);
}

function otherPair(random: Random): readonly [string, string] {
  return [OTHERS['mobile phone'](random), OTHERS['order number by date'](random)];
}

function otherText(name: OtherName, random: Random): Labelled {
  return around(random, (draft) => draft.tell(random.pick(OTHER_SENTENCES), OTHERS[name](random))).labelled(
    name,
  );
}

/** Five in six are announced by a word, as people do. */
function sentence(announced: readonly [string, ...string[]], random: Random): string {
  return random.chance(5 / 6) ? random.pick(announced) : random.pick(BARE_SENTENCES);
}

/** What people say before and after. */
function around(random: Random, tell: (draft: Draft) => Draft): Draft {
  const draft = new Draft();
  if (random.chance(0.7)) draft.say(`${random.pick(OPENINGS)}${random.pick(['，', '。', '！', ' '])}`);
  tell(draft);
  if (random.chance(0.6)) draft.say(`${random.pick(['，', '。', '\n'])}${random.pick(CLOSINGS)}`);
  return draft;
}
