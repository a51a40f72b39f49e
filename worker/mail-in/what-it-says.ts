import { maskPersonalNumbers } from '../../domain/guard/personal-numbers';

/** What is kept of a mail's words. */
export interface Said {
  readonly subject: string;
  readonly text: string;
  /** ID-card and bank-card numbers were in it, and are asterisks now (omnichannel/1.3-privacy). */
  readonly masked: boolean;
}

/**
 * The words of a mail as they may be kept. Who has sent a mail can't be asked to send it again without its numbers, as a
 * caller of the API is: so they are masked here, before anything is stored.
 *
 * @param patterns sources of the pack's own regular expressions
 */
export function saidIn(
  { subject, text }: { readonly subject: string; readonly text: string },
  patterns: readonly string[],
): Said {
  const kept = { subject: maskPersonalNumbers(subject, patterns), text: maskPersonalNumbers(text, patterns) };
  return { ...kept, masked: kept.subject !== subject || kept.text !== text };
}

const QUOTED = /^\s*>/;
/** “On …, … wrote:”, “在 …写道：” */
const ATTRIBUTION = /(wrote|写道|写到)\s*[:：]\s*$/i;

/** An answer without our own mail quoted under it. What is quoted between the customer's lines stays. */
export function withoutQuotedEnd(text: string): string {
  const lines = text.split('\n');
  let end = lines.length;
  while (end > 0 && (QUOTED.test(lines[end - 1] ?? '') || (lines[end - 1] ?? '').trim() === '')) end -= 1;
  const isQuoted = lines.slice(end).some((line) => QUOTED.test(line));
  if (!isQuoted) return text;
  if (ATTRIBUTION.test(lines[end - 1] ?? '')) end -= 1;
  return lines.slice(0, end).join('\n').trim();
}

/** As much of the text as fits, by whole characters. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
