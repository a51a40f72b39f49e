import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readAnchorKey } from './anchor-key';
import { readFileVariable, type ConfigIssue } from './config-errors';

/** How the log of the records is signed, and where the statements go. */
export interface AnchorSettings {
  /** Private Ed25519 key; absent: nothing is signed. */
  readonly key?: KeyObject;
  /** Where the statements are written outside MongoDB, absolute. */
  readonly directory: string;
  /** Who is sent them by e-mail; absent: nobody. */
  readonly mailTo?: string;
}

const ADDRESS = /^[^\r\n\s@<>]+@[^\s@<>]+$/;

export const anchorVariables = {
  ANCHOR_KEY: z.string().optional(),
  ANCHOR_KEY_FILE: z.string().optional(),
  ANCHOR_DIRECTORY: z.string().optional(),
  ANCHOR_MAIL_TO: z
    .string({ error: () => 'an e-mail address' })
    .regex(ADDRESS, 'an e-mail address, as in auditor@example.com')
    .optional(),
};

const FORM = 'a private Ed25519 key in PEM, as `openssl genpkey -algorithm ed25519` makes it';

/**
 * Reads what concerns the statements; what is wrong with the key becomes an issue.
 *
 * @param dataDir absolute
 */
export function readAnchors(
  present: Readonly<Record<string, string | undefined>>,
  dataDir: string,
  issues: ConfigIssue[],
): AnchorSettings {
  const key = readKey(present['ANCHOR_KEY'], present['ANCHOR_KEY_FILE'], issues);
  const mailTo = present['ANCHOR_MAIL_TO'];
  return {
    ...(key && { key }),
    directory: path.resolve(present['ANCHOR_DIRECTORY'] ?? path.join(dataDir, 'anchors')),
    ...(mailTo !== undefined && { mailTo }),
  };
}

function readKey(
  value: string | undefined,
  file: string | undefined,
  issues: ConfigIssue[],
): KeyObject | undefined {
  if (value !== undefined && file !== undefined) {
    issues.push({
      variable: 'ANCHOR_KEY_FILE',
      problem: 'both it and ANCHOR_KEY are set',
      expected: 'one of them',
    });
    return undefined;
  }
  const variable = value === undefined ? 'ANCHOR_KEY_FILE' : 'ANCHOR_KEY';
  const pem = value ?? readFileVariable(variable, file, issues)?.toString('utf8');
  if (pem === undefined) return undefined;
  const key = readAnchorKey(pem);
  if (!key) issues.push({ variable, problem: 'does not hold a key', expected: FORM });
  return key;
}
