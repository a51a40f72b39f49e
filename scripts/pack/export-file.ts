import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CaseEvent } from '../../domain/case/events';

const shape = z.looseObject({
  seq: z.int().min(1),
  type: z.string(),
  at: z.iso.datetime({ offset: true }),
  actor: z.looseObject({ user: z.string(), roles: z.array(z.string()) }),
  round: z.int(),
  payload: z.looseObject({}),
});
const eventSchema = z.custom<CaseEvent>((value) => shape.safeParse(value).success);

/**
 * The cases of an export: answers of `GET /complaints/{number}/events`, or their items, of one case or of several one
 * after the other.
 *
 * @throws {Error} if the file is no such export
 */
export async function readExport(file: string): Promise<readonly (readonly CaseEvent[])[]> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  const cases: CaseEvent[][] = [];
  for (const [index, item] of itemsOf(content).entries()) {
    const event = eventSchema.safeParse(item);
    if (!event.success) throw new Error(`${file}: item ${index + 1} is no event of a case.`);
    if (event.data.seq === 1) cases.push([]);
    const current = cases.at(-1);
    if (event.data.seq !== (current?.length ?? 0) + 1) {
      throw new Error(
        `${file}: item ${index + 1} is event ${event.data.seq}, but event ${(current?.length ?? 0) + 1} comes next. Export the whole case.`,
      );
    }
    current?.push(event.data);
  }
  if (cases.length === 0) throw new Error(`${file} has no events.`);
  return cases;
}

function itemsOf(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content.flatMap(itemsOf);
  const page = z.looseObject({ items: z.array(z.unknown()) }).safeParse(content);
  return page.success ? page.data.items.flatMap(itemsOf) : [content];
}
