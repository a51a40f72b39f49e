import { MOST_COLUMNS, MOST_ROWS } from '../limits';
import { refusedFile, tooManyColumns, tooManyRows, type Cell, type Sheet } from '../sheet';
import { openArchive } from './archive';
import { cellOf, type CellForm } from './cell';
import { dateStyles } from './date-styles';
import { readElements, type Attributes } from './elements';
import { placesIn } from './places';
import { sharedTexts } from './texts';

/**
 * The rows of a workbook's first sheet.
 *
 * @throws {Problem} `invalid` if it is none, or too large
 */
export async function readXlsx(content: Buffer): Promise<Sheet> {
  const archive = await openArchive(content);
  const { sheet, from1904 } = await placesIn(archive);
  const form: CellForm = {
    texts: await sharedTexts(await archive.part('xl/sharedStrings.xml')),
    dates: await dateStyles(await archive.part('xl/styles.xml')),
    from1904,
  };
  const part = await archive.part(sheet);
  if (!part) throw refusedFile('Has no sheet. Open it in a spreadsheet and save it anew.');
  const rows = new Rows(form);
  await readElements(part, {
    opened: (name, attributes) => rows.opened(name, attributes),
    text: (text) => rows.text(text),
    closed: (name) => rows.closed(name),
  });
  return rows.read;
}

/** Puts cells where they belong: rows and columns that are empty may be left out of a sheet. */
class Rows {
  readonly read: Cell[][] = [];
  private row = 0;
  private column = 0;
  private type = '';
  private style = 0;
  private value: string | undefined;
  private inValue = false;

  constructor(private readonly form: CellForm) {}

  opened(name: string, attributes: Attributes): void {
    if (name === 'row') this.enterRow(attributes['r']);
    if (name === 'c') this.enterCell(attributes);
    if (name === 'v' || name === 't') this.inValue = true;
  }

  text(text: string): void {
    if (this.inValue) this.value = (this.value ?? '') + text;
  }

  closed(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    if (name === 'c') this.leaveCell();
  }

  private enterRow(place: string | undefined): void {
    this.row = place === undefined ? this.row + 1 : Number(place);
    this.column = 0;
    if (!(this.row <= MOST_ROWS + 1)) {
      // A format that reaches further down than any text does no harm.
      this.row = Infinity;
    }
  }

  private enterCell({ r, t = '', s = '0' }: Attributes): void {
    this.column = r === undefined ? this.column + 1 : columnIn(r);
    this.type = t;
    this.style = Number(s);
    this.value = undefined;
  }

  private leaveCell(): void {
    const cell = this.value === undefined ? '' : cellOf(this.value, this.type, this.style, this.form);
    if (cell === '') return;
    if (this.row === Infinity) throw tooManyRows();
    if (this.column > MOST_COLUMNS) throw tooManyColumns();
    while (this.read.length < this.row) this.read.push([]);
    const cells = this.read[this.row - 1] ?? [];
    while (cells.length < this.column - 1) cells.push('');
    cells[this.column - 1] = cell;
  }
}

/** The column of a place such as AB12, counted from 1. */
function columnIn(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0] ?? '';
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) || Infinity;
}
