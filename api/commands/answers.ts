import { z } from 'zod';
import type { Answer } from '../http/route';
import { conditionOf, ifMatchHeader, type Condition } from './condition';

type Shown = Required<Pick<Answer, 'body' | 'example'>>;

/** An id for the examples. */
export const COMMAND_ID = '7d9f0f3e-6f0c-4d8a-9b1e-2f6f1c1f0a11';

/** The headers of a command. */
export const commandHeaders = z.object({
  'if-match': ifMatchHeader,
  prefer: z.string().exactOptional().meta({ description: '“respond-async”: don’t wait for the verdict' }),
});

/** How a command is sent, by its headers. */
export function sendingOf(headers: z.output<typeof commandHeaders>): {
  readonly condition: Condition | undefined;
  readonly withoutWaiting: boolean;
} {
  return {
    condition: conditionOf(headers['if-match']),
    withoutWaiting: prefers(headers.prefer, 'respond-async'),
  };
}

/** What a command is answered with, unless it is refused: its verdict, or where that will appear. */
export function commandAnswers(verdict: Shown, open: Shown): Readonly<Record<number, Answer>> {
  return {
    200: { description: 'It was carried out.', ...verdict },
    202: {
      description: 'It was sent and will be carried out or refused; the verdict appears at Location.',
      ...open,
      headers: {
        Location: 'Where the verdict appears',
        'Preference-Applied': 'If asynchrony was asked for',
      },
    },
  };
}

/** What every command can be refused for. */
export const COMMAND_PROBLEMS = [
  'malformed',
  'not-found',
  'not-admitted',
  'changed',
  'too-large',
  'unsupported-type',
  'invalid',
  'personal-number',
  'used-otherwise',
  'unavailable',
] as const;

/** Whether a Prefer header (RFC 7240) names the preference. */
function prefers(header: string | undefined, preference: string): boolean {
  return (header ?? '').split(',').some((part) => part.split(';')[0]?.trim().toLowerCase() === preference);
}
