import { z } from 'zod';
import { payloadSchemas } from '../../api/complaints/command-schemas';
import { actionPayloads } from '../../api/corrective-actions/payloads';
import { workOrderPayloads } from '../../api/work-orders/payloads';
import { COMMAND_NAMES } from '../../domain/case/admission';
import { isActionCommand, isWorkOrderCommand } from '../../workflows/generated/validators';
import { readCommand, readSealed, type Reading, type Sealed } from '../../workflows/read-command';
import { textsOf, type Filled } from './filled-schemas';

const CARD = '6228480402564890018';
const TEXT = `卡号 ${CARD}`;

const envelope = (payload: unknown): Sealed => ({
  commandId: '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05',
  actor: { user: 'agent', roles: ['agent'] },
  payload,
});

/** What a workflow makes of each text of a command’s payload that holds a card number, all else being valid. */
function* readings(): Generator<{
  readonly what: string;
  readonly filled: Filled;
  readonly read: Reading<unknown>;
}> {
  for (const name of COMMAND_NAMES) {
    for (const filled of textsOf(z.toJSONSchema(payloadSchemas[name], { io: 'input' }), TEXT)) {
      yield { what: name, filled, read: readCommand(name, envelope(filled.value), []) };
    }
  }
  for (const [type, schema] of Object.entries(workOrderPayloads)) {
    for (const filled of textsOf(z.toJSONSchema(schema, { io: 'input' }), TEXT)) {
      const read = readSealed(envelope(filled.value), [], ({ payload }) => {
        const command = { type: workOrderType.parse(type), payload };
        return isWorkOrderCommand(command) ? { command } : { errors: isWorkOrderCommand.errors };
      });
      yield { what: `work order: ${type}`, filled, read };
    }
  }
  for (const [type, schema] of Object.entries(actionPayloads)) {
    for (const filled of textsOf(z.toJSONSchema(schema, { io: 'input' }), TEXT)) {
      const read = readSealed(envelope(filled.value), [], ({ payload }) => {
        const command = { type: actionType.parse(type), payload };
        return isActionCommand(command) ? { command } : { errors: isActionCommand.errors };
      });
      yield { what: `corrective action: ${type}`, filled, read };
    }
  }
}

const workOrderType = z.enum(['accept', 'return', 'finish', 'cancel']);
const actionType = z.enum(['accept', 'plan', 'report', 'verify']);

test('a card number in any text of any signal or update is refused by the workflow, and not repeated', () => {
  const wrong: string[] = [];
  let texts = 0;
  for (const { what, filled, read } of readings()) {
    texts += 1;
    const refusal = 'refusal' in read ? read.refusal : undefined;
    const isRight = refusal?.code === 'personal-number' && refusal.fields?.[0]?.field === filled.field;
    if (!isRight || JSON.stringify(read).includes(CARD)) {
      wrong.push(`${what} ${filled.field}: ${JSON.stringify(refusal)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(texts).toBeGreaterThan(80);
});
