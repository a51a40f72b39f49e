import { z } from 'zod';
import { line, text } from '../complaints/fields';
import type { Filing } from '../complaints/submit';
import { solvedSchema } from './challenge';

/** How a complaint that came by the form is marked. */
const CHANNEL = 'web';
const CHANNEL_DETAIL = '网上投诉表单';

const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s().-]{5,30}$/, 'must be a phone number: digits, and a + before the code of a country');

/** What somebody fills in who has no account. */
export const complaintBody = z
  .strictObject({
    name: line,
    phone: phone.exactOptional(),
    email: z.email().max(200).exactOptional(),
    matter: text,
    occurredText: line.exactOptional(),
    expectation: text.exactOptional(),
    // Seen by machines alone; what fills it in is one.
    website: z.literal('').exactOptional().meta({ description: 'Leave it empty' }),
    guard: solvedSchema,
  })
  .refine(({ phone: number, email }) => number !== undefined || email !== undefined, {
    path: ['phone'],
    message: 'give a phone number or an e-mail address, so that we can answer',
  })
  .meta({ id: 'PublicComplaint' });

export type PublicComplaint = z.output<typeof complaintBody>;

export const complaintExample = {
  name: '王小明',
  phone: '13800138000',
  email: 'wang@example.com',
  matter: 'The set restarts itself five minutes after it is switched on.',
  occurredText: 'Since last Friday',
  expectation: 'A new control board',
  guard: {
    challenge: {
      parameters: {
        algorithm: 'PBKDF2/SHA-256',
        nonce: '00',
        salt: '00',
        cost: 3000,
        keyLength: 32,
        keyPrefix: '00',
        keySignature: '00',
        expiresAt: 1_795_000_000,
      },
      signature: '00',
    },
    solution: { counter: 421, derivedKey: '00' },
  },
};

/** The complaint as it is filed. Its class is for customer service to say. */
export function filingOf({
  name,
  phone: number,
  email,
  matter,
  occurredText,
  expectation,
}: PublicComplaint): Filing {
  return {
    kind: 'complaint',
    channel: CHANNEL,
    channelDetail: CHANNEL_DETAIL,
    customer: {
      name,
      ...(number !== undefined && { phone: number }),
      ...(email !== undefined && { email }),
    },
    matter,
    ...(occurredText !== undefined && { occurredText }),
    ...(expectation !== undefined && { expectation }),
  };
}

/** Texts as somebody is typing them. */
export const checksBody = z.strictObject({ texts: z.array(z.string().max(10_000)).max(10) });

export const checksSchema = z
  .object({
    items: z.array(
      z.object({
        numbers: z.array(
          z.object({
            kind: z.enum(['id-card', 'bank-card', 'sensitive']),
            from: z.int().meta({ description: 'Offset of its first character' }),
            to: z.int().meta({ description: 'Offset after its last character' }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'FormChecks' });
