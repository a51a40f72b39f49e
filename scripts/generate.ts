import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { actor, instant, line, money, text } from '../api/complaints/fields';
import { envelopeSchema, payloadSchemas } from '../api/complaints/command-schemas';
import { actionPayloads } from '../api/corrective-actions/payloads';
import { workOrderPayloads } from '../api/work-orders/payloads';
import { COMMAND_NAMES } from '../domain/case/admission';

/**
 * Generates the validators that workflows check signals and updates with, from the zod schemas of the API. Zod itself
 * stays out of the workflow bundle: an open case costs four times the worker memory with it.
 */
const ENVELOPE = 'envelope';
/** What comes by command to a work order or a corrective action, by the name of its schema. */
const TASK_PAYLOADS: readonly (readonly [id: string, schema: z.ZodType])[] = Object.entries({
  'work-order': workOrderPayloads,
  'corrective-action': actionPayloads,
}).flatMap(([kind, payloads]) =>
  Object.entries(payloads).map(([name, schema]) => [`${kind}.${name}`, schema] as const),
);
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
for (const [id, schema] of TASK_PAYLOADS) registry.add(schema, { id });

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

const ids = [ENVELOPE, ...COMMAND_NAMES, ...TASK_PAYLOADS.map(([id]) => id)];
const code = standaloneCode(ajv, Object.fromEntries(ids.map((id) => [id, id])));
const types = `import type { Command, Envelope } from '../../domain/case/commands';
import type { ActionCommand } from '../../domain/corrective-action/corrective-action';
import type { WorkOrderCommand } from '../../domain/work-order/work-order';

export type Errors = readonly { readonly instancePath: string; readonly message?: string }[] | null | undefined;

interface Guard<From, To extends From> {
  (value: From): value is To;
  errors?: Errors;
}

/** An envelope whose payload has not been looked at. */
type Sealed = Omit<Envelope, 'payload'> & { readonly payload: unknown };

export declare const isEnvelope: Guard<unknown, Sealed>;
export declare const isCommand: Guard<Sealed & { readonly type: Command['type'] }, Command>;

/** A command to a work order or a corrective action whose payload has not been looked at. */
type SealedBody<T extends string> = { readonly type: T; readonly payload: unknown };

export declare const isWorkOrderCommand: Guard<SealedBody<WorkOrderCommand['type']>, WorkOrderCommand>;
export declare const isActionCommand: Guard<SealedBody<ActionCommand['type']>, ActionCommand>;
`;
const guards = `
const { ${ENVELOPE}, ...payloads } = module.exports;
function guardOf(prefix) {
  const guard = ({ type, payload }) => {
    const validate = payloads[prefix + type];
    const valid = validate(payload);
    guard.errors = validate.errors;
    return valid;
  };
  return guard;
}
module.exports = {
  isEnvelope: ${ENVELOPE},
  isCommand: guardOf(''),
  isWorkOrderCommand: guardOf('work-order.'),
  isActionCommand: guardOf('corrective-action.'),
};
`;

mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'validators.d.ts'), types);
writeFileSync(path.join(folder, 'validators.js'), code + guards);
console.log(`Generated the validators of ${COMMAND_NAMES.length} commands.`);
