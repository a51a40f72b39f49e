import { createDirectory } from '../../models/people';
import type { Text } from '../../domain/policy/policy';
import { loadConfig } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { demoDepartments } from '../demo/people';
import { recordsEnvironment } from '../records/environment';

/** The departments that a pack may name, and whose they are. */
export interface Company {
  readonly departments: readonly string[];
  readonly titles: ReadonlyMap<string, Text>;
  readonly whose: string;
}

/**
 * The departments named on the command line; else those of the company whose system runs here; else the demo company's.
 */
export async function companyOf(named: readonly string[] | undefined): Promise<Company> {
  if (named) return { departments: named, titles: new Map(), whose: 'the departments named' };
  return (await running()) ?? company(demoDepartments, "the demo company's departments");
}

function company(
  departments: readonly { readonly _id: string; readonly title: Text }[],
  whose: string,
): Company {
  return {
    departments: departments.map(({ _id }) => _id),
    titles: new Map(departments.map(({ _id, title }) => [_id, title])),
    whose,
  };
}

/** Undefined while no system of this company runs here: a pack can be checked without one. */
async function running(): Promise<Company | undefined> {
  try {
    const config = loadConfig(await recordsEnvironment(process.env));
    const mongo = await connectMongo(config, createLogger({ logLevel: 'silent' }, 'pack', process.stderr));
    try {
      const departments = await createDirectory(mongo.connection).departments();
      return departments.length === 0 ? undefined : company(departments, "the company's departments");
    } finally {
      await mongo.close();
    }
  } catch {
    return undefined;
  }
}
