import type { Messages } from '../zh';
import type { importWords as zh } from '../zh/import';

export const importWords: Messages<typeof zh> = {
  'place.import': 'Import complaints',
  'import.step-template':
    'Download the template and write one complaint a row; columns with * are needed. A table of your own is understood too, if its columns are called “Customer”, “Phone”, “Matter” and so on.',
  'import.step-check':
    'Choose the file. Every row is looked at first, and those with problems are listed with what would be right. Nothing is filed yet.',
  'import.step-file':
    'Then have it filed. That goes on by itself, also after an interruption, and files nothing twice.',
  'import.choose': 'Choose a file (CSV, XLSX)',
  'import.checking': 'Looking at it…',
  'import.template': 'Template ({format})',
  'import.refused': 'This file was not taken:',
  'import.too-large': 'A file may have 10 MB. Divide it into several.',
  'import.at': 'Cell {cell}: {words}',
  'import.row': 'Row',
  'import.column': 'Column',
  'import.right': 'What would be right',
  'import.all-good': '{rows} rows, all of which can be filed.',
  'import.some-bad': '{rows} rows: {good} can be filed, {bad} have problems.',
  'import.again': 'A file of the very same content was filed before. Is this one a mistake? Filed:',
  'import.file': 'File {n}',
  'import.file-all': 'One complaint a row, as yours.',
  'import.file-good':
    'Only the rows without problems are filed, as yours; correct the others and import them anew.',
  'import.filing': 'Filing: {n} of {of}',
  'import.progress': 'Progress of filing',
  'import.goes-on': 'You may leave this page: it goes on.',
  'import.erased': '{n} rows are not filed: their customer had them erased.',
  'import.filed': '{n} filed.',
  'import.see': 'See the cases',
  'import.latest': 'Latest imports',
  'import.state.checked': 'to be confirmed: {good} can be filed, {bad} have problems',
  'import.state.filing': 'being filed ({n} of {good})',
  'import.state.filed': '{n} filed',
  'import.says.choice': 'Write one of: {choices}.',
  'import.says.department': 'There is no such department. There are: {choices}.',
  'import.says.date': 'Write an existing date and time, as in 2026-11-22 16:30.',
  'import.says.lost-digits':
    'A number of more than 15 digits, of which the last are lost: format the cell as text and write it again.',
  'import.says.rows': 'More than {most} rows under the titles: divide it into several files.',
  'import.says.columns': 'More than {most} columns: keep those of the template only.',
  'import.says.encoding-at':
    'Neither in UTF-8 nor in GBK throughout: look at line {lines}. Save it as “CSV UTF-8” and try again.',
  'import.says.encoding': 'Neither in UTF-8 nor in GBK throughout. Save it as “CSV UTF-8” and try again.',
  'import.says.quote': 'Line {line}: a quotation mark is opened and not closed.',
  'import.says.csv': 'Not well-formed CSV: save it anew from a spreadsheet.',
  'import.says.type': 'Neither CSV nor XLSX.',
  'import.says.old':
    'An Office file of the old form, or protected by a password. Save it as XLSX, without one.',
  'import.says.broken': 'Not a whole XLSX workbook: open it in a spreadsheet and save it anew.',
  'import.says.bomb': 'It would unpack to far more than a table has, and was not opened.',
  'import.says.empty': 'The file is empty: fill in the template first.',
  'import.says.no-titles': 'There are no titles in the first row: begin with the template.',
  'import.says.no-rows': 'There are titles and nothing under them: write one complaint a row.',
  'import.says.title':
    '“{title}” is no title that is known: take one of the template’s, or leave the column out.',
  'import.says.twice': 'Means the same as column {column}: keep one of the two.',
  'import.says.missing': 'The column “{en}” ({zh}) is missing.',
  'export.as': 'Export {format}',
};
