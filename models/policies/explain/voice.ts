import type { Text } from '../../../domain/policy/policy';
import type { Place } from '../default-places';
import type { Rules } from '../pack-schema';
import { marksOf, type Marks } from './marks';
import { textsIn, type Language, type Texts } from './texts';

/** The company's own names of its departments, where they are known. */
export type DepartmentTitles = ReadonlyMap<string, Text>;

/** All that a sentence about a pack needs: the pack, its marks, the texts of one language. */
export interface Voice extends Texts {
  readonly rules: Rules;
  readonly marks: Marks;
  /** A sentence that begins with a capital letter, marked if what it says at the place is a default. */
  sentence(text: string, ...place: Place): string;
  department(id: string): string;
}

export function voiceOf(rules: Rules, language: Language, departments: DepartmentTitles): Voice {
  const texts = textsIn(language);
  const marks = marksOf(rules);
  return {
    ...texts,
    rules,
    marks,
    sentence: (text, ...place) =>
      capital(text) + (place.length > 0 && marks.at(...place) ? texts.say('default') : ''),
    department: (id) => departments.get(id)?.[language] ?? id,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
