import type { Archive } from './archive';
import { readElements } from './elements';

/** What a workbook says of where its parts are. */
export interface Places {
  /** The part of its first sheet. */
  readonly sheet: string;
  /** Whether days are counted from 1904, as old Macs do. */
  readonly from1904: boolean;
}

const USUAL_SHEET = 'xl/worksheets/sheet1.xml';

/** Finds the first sheet. */
export async function placesIn(archive: Archive): Promise<Places> {
  let relation: string | undefined;
  let from1904 = false;
  const workbook = await archive.part('xl/workbook.xml');
  if (workbook) {
    await readElements(workbook, {
      opened: (name, attributes) => {
        if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
        if (name === 'sheet') relation ??= attributes['r:id'];
      },
    });
  }
  return { sheet: await targetOf(archive, relation), from1904 };
}

async function targetOf(archive: Archive, relation: string | undefined): Promise<string> {
  let target: string | undefined;
  const relations = await archive.part('xl/_rels/workbook.xml.rels');
  if (relations && relation !== undefined) {
    await readElements(relations, {
      opened: (name, attributes) => {
        if (name === 'Relationship' && attributes['Id'] === relation) target = attributes['Target'];
      },
    });
  }
  if (target === undefined) return USUAL_SHEET;
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}
