import { Failure } from '../http/failure';
import type { Say } from '../language/language';
import { refusalWords } from '../language/refusal-words';
import { failureText } from './page-failure';

/** Why a command was not carried out, and what to do. */
export function refusalText(error: unknown, say: Say): string {
  if (!(error instanceof Failure)) return failureText(error, say);
  const { kind, status, detail } = error;
  if (kind === 'not-admitted') return say('refused.stage', { detail: refusalWords(say, detail) });
  if (status === 403) return say('refused.role', { detail: refusalWords(say, detail) });
  if (kind === 'personal-number') return say('refused.personal-number');
  if (status === 422) return say('refused.fields');
  if (kind === 'not-yet') return say('refused.not-yet');
  return failureText(error, say);
}
