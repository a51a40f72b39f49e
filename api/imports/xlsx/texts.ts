import type { Readable } from 'node:stream';
import { readElements } from './elements';

/** The texts that cells name by their index; how they are spoken (furigana, pinyin) is left out. */
export async function sharedTexts(part: Readable | undefined): Promise<readonly string[]> {
  const texts: string[] = [];
  if (!part) return texts;
  let current = '';
  let inText = false;
  let spoken = 0;
  await readElements(part, {
    opened: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') spoken += 1;
      if (name === 't') inText = spoken === 0;
    },
    text: (text) => {
      if (inText) current += text;
    },
    closed: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') spoken -= 1;
      if (name === 'si') texts.push(current);
    },
  });
  return texts;
}
