import { z } from 'zod';
import type { ConfigIssue } from './config-errors';
import type { SmsSettings } from './sms';

/** The variables of a gateway for text messages. */
export const smsVariables = {
  SMS_WEBHOOK_URL: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'the address of a gateway that takes text messages')
    .optional(),
  SMS_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_[A-Za-z\d+/]{32,88}={0,2}$/,
      'whsec_ and 24 to 64 random bytes in base64, as the gateway verifies them',
    )
    .optional(),
};

/** The gateway, if one is configured; half of its settings are an issue. */
export function readSms(
  present: Record<string, string | undefined>,
  issues: ConfigIssue[],
): SmsSettings | undefined {
  const url = present['SMS_WEBHOOK_URL'];
  const secret = present['SMS_WEBHOOK_SECRET'];
  if (url !== undefined && secret !== undefined) return { url, secret };
  if (url === undefined && secret === undefined) return undefined;
  issues.push({
    variable: url === undefined ? 'SMS_WEBHOOK_URL' : 'SMS_WEBHOOK_SECRET',
    problem: 'is missing while the other of the pair is set',
    expected: 'SMS_WEBHOOK_URL and SMS_WEBHOOK_SECRET together',
  });
  return undefined;
}
