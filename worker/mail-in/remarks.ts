import { REMARKS, type RemarkName } from './words';

type Values = Readonly<Record<string, string>>;

/** What we have to say about a mail, for whoever reads the case: in Chinese, then in English. */
export function remark(name: RemarkName, values: Values = {}): string {
  const { zh, en } = REMARKS[name];
  return `${filled(zh, values)} / ${filled(en, values)}`;
}

/** The text with its `{placeholders}` filled in. */
export function filled(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The words of a mail with our remarks under them, apart from what the sender wrote; no longer than may be. */
export function withRemarks(said: string, remarks: readonly string[], longest: number): string {
  if (remarks.length === 0) return said.slice(0, longest);
  const added = ['――――――――――', ...remarks.map((line) => `· ${line}`)].join('\n');
  const room = Math.max(longest - added.length - 2, 0);
  return `${said.slice(0, room)}\n\n${added}`.slice(0, longest);
}
