import type { Readable } from 'node:stream';
import { readElements } from './elements';

/** The built-in formats of dates and times (ECMA-376, 18.8.30), and those that Chinese editions have besides. */
const BUILT_IN: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);

/** The indexes of the cell styles that show a number as a date. */
export async function dateStyles(styles: Readable | undefined): Promise<ReadonlySet<number>> {
  const dated = new Set<number>();
  if (!styles) return dated;
  const formats = new Map<number, string>();
  let inCells = false;
  let index = 0;
  await readElements(styles, {
    opened: (name, attributes) => {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (BUILT_IN.has(id) || isDateFormat(formats.get(id) ?? '')) dated.add(index);
      index += 1;
    },
    closed: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dated;
}

/** Whether a format has a year, month, day or hour in it, outside of quoted words and brackets. */
function isDateFormat(code: string): boolean {
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}
