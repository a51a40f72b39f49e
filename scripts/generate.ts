import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { actor, instant, line, money, text } from '../api/complaints/fields';
import { envelopeSchema, payloadSchemas } from '../api/complaints/command-schemas';
import { COMMAND_NAMES } from '../domain/case/admission';

/**
 * Generates the validators that workflows check signals and updates with, from the zod schemas of the API. Zod itself
 * stays out of the workflow bundle: an open case costs four times the worker memory with it.
 */
const ENVELOPE = 'envelope';
const folder = path.join(__dirname, '..', 'workflows', 'generated');

/** ajv-formats checks these formats, dates that don't exist included; zod's pattern beside them would be dead weight. */
function withoutPatternOfFormat({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}

// One registry, so that the fields which all commands share are one validator each.
const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries({ text, line, instant, money, actor }))
  registry.add(schema, { id });
registry.add(envelopeSchema, { id: ENVELOPE });
for (const name of COMMAND_NAMES) registry.add(payloadSchemas[name], { id: name });

const { schemas } = z.toJSONSchema(registry, {
  io: 'input',
  target: 'draft-2020-12',
  uri: (id) => id,
  override: withoutPatternOfFormat,
});
const ajv = new Ajv2020({
  code: { source: true, optimize: 2 },
  strictTypes: false,
  inlineRefs: false,
  schemas: Object.values(schemas),
});
addFormats(ajv, ['date-time', 'uuid', 'email']);

const code = standaloneCode(ajv, Object.fromEntries([ENVELOPE, ...COMMAND_NAMES].map((id) => [id, id])));
const types = `import type { Command, Envelope } from '../../domain/case/commands';

export type Errors = readonly { readonly instancePath: string; readonly message?: string }[] | null | undefined;

interface Guard<From, To extends From> {
  (value: From): value is To;
  errors?: Errors;
}

/** An envelope whose payload has not been looked at. */
type Sealed = Omit<Envelope, 'payload'> & { readonly payload: unknown };

export declare const isEnvelope: Guard<unknown, Sealed>;
export declare const isCommand: Guard<Sealed & { readonly type: Command['type'] }, Command>;
`;
const guards = `
const { ${ENVELOPE}, ...payloads } = module.exports;
function isCommand({ type, payload }) {
  const valid = payloads[type](payload);
  isCommand.errors = payloads[type].errors;
  return valid;
}
module.exports = { isEnvelope: ${ENVELOPE}, isCommand };
`;

mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'validators.d.ts'), types);
writeFileSync(path.join(folder, 'validators.js'), code + guards);
console.log(`Generated the validators of ${COMMAND_NAMES.length} commands.`);
