import type { Language } from '../../models/notices/texts';
import { IMPORT_FIELDS } from './fields';

/** The titles of every column, those that must be filled in marked, and one line to be written over. */
export function templateRows(language: Language): string[][] {
  return [
    IMPORT_FIELDS.map(({ title, required }) => (required ? `${title[language]}*` : title[language])),
    IMPORT_FIELDS.map(({ example }) => example[language]),
  ];
}
