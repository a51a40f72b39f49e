import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { columnName } from './column-name';

/** What Excel takes in one cell, in characters. */
const LONGEST_CELL = 32_767;
/** In characters of the usual letter. */
const COLUMN_WIDTH = 20;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a workbook around its one sheet. Style 1 keeps a text a text, even when somebody edits it. */
const PARTS: readonly (readonly [name: string, content: string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Redress" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/><xf fontId="1" numFmtId="49" quotePrefix="1" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
];

/** A workbook of one sheet, whose first row stays in sight. Every cell is a text, so none is ever a formula. */
export function xlsxFrom(rows: Readable): NodeJS.ReadableStream {
  const zip = new ZipFile();
  for (const [name, content] of PARTS) zip.addBuffer(Buffer.from(DECLARATION + content), name);
  const sheet = Readable.from(sheetOf(rows));
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  const written = new Readable().wrap(zip.outputStream);
  sheet.on('error', (error) => written.destroy(error));
  written.on('close', () => sheet.destroy());
  return written;
}

async function* sheetOf(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="${COLUMN_WIDTH}" defaultRowHeight="15"/><sheetData>`;
  let line = 0;
  for await (const cells of rows) {
    line += 1;
    const style = line === 1 ? 2 : 1;
    yield `<row r="${line}">${cells.map((text, index) => cell(`${columnName(index)}${line}`, style, text)).join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cell(place: string, style: number, text: string): string {
  if (text === '') return '';
  const content = inXml(text.slice(0, LONGEST_CELL));
  return `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${content}</t></is></c>`;
}

/** What XML 1.0 has no way to write is left out. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function inXml(text: string): string {
  return text
    .replace(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
