import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packJsonSchema } from '../models/policies';

/** Writes the JSON Schema by which editors complete and check a pack: `npm run pack:schema`. */
const FILE = path.join(__dirname, '..', 'policies', 'pack.schema.json');

void writeFile(FILE, `${JSON.stringify(packJsonSchema(), null, 2)}\n`);
