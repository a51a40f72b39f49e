import { packProblems } from '../../language/zh/pack-problems';

/** The path of a field before what is wrong with it: `clocks.3.2-accept.limit: write a text.` */
const WITH_PLACE = /^(?<place>[\w.[\]/-]+): (?<rest>.+)$/s;

/** What the check of a pack says, in Chinese; undefined if there are no Chinese words for it. */
export function problemInChinese(message: string): string | undefined {
  for (const [pattern, text] of packProblems) {
    const found = pattern.exec(message);
    if (found) return filled(text, { ...found.groups });
  }
  const { place, rest = '' } = WITH_PLACE.exec(message)?.groups ?? {};
  const words = place === undefined ? undefined : problemInChinese(rest);
  return words === undefined ? undefined : `${place ?? ''}：${words}`;
}

/** A reason within a message is a message too. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return name === 'reason' ? (problemInChinese(value) ?? value) : value;
  });
}
