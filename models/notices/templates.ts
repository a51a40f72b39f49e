import type { Kind } from '../../domain/case/intake';
import type { Words } from './compose';
import { kindWords, LANGUAGES, placeholdersOf, text, textKeys, type Audience, type Language } from './texts';

export interface NoticeTemplate {
  readonly name: string;
  /** Whom it has a text for. */
  readonly audiences: readonly Audience[];
}

const BODY = /^([\w-]+)\.(staff|customer)\.body$/;
const ZONE_TEXT = { zh: '（中国标准时间）', en: ' (China Standard Time)' } as const;

/** Every notice that there are texts for, by name. */
export function noticeTemplates(): readonly NoticeTemplate[] {
  const found = new Map<string, Audience[]>();
  for (const key of textKeys()) {
    const [, name, audience] = BODY.exec(key) ?? [];
    if (name === undefined || (audience !== 'staff' && audience !== 'customer')) continue;
    found.set(name, [...(found.get(name) ?? []), audience]);
  }
  return [...found]
    .map(([name, audiences]) => ({ name, audiences }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The notice as it would be written about an invented case. */
export function previewNotice(
  name: string,
  audience: Audience,
  language: Language,
  kind: Kind = 'complaint',
): Words {
  // What no example is set for is shown by its name, so that an author sees where a value will stand.
  const values: Record<string, string> = { ...exampleValues(language, kind) };
  for (const value of placeholders(name, audience, language)) values[value] ??= `‹${value}›`;
  const part = (key: string) => text(language, `${name}.${audience}.${key}`, values);
  const layout = layoutOf(name, audience);
  const body = part('body');
  return {
    subject: part('subject'),
    text: layout === undefined ? body : text(language, layout, { ...values, body }),
  };
}

function placeholders(name: string, audience: Audience, language: Language): readonly string[] {
  const keys = [`${name}.${audience}.subject`, `${name}.${audience}.body`, layoutOf(name, audience) ?? []];
  return keys.flat().flatMap((key) => placeholdersOf(language, key));
}

/** The frame that whoever writes this notice puts around it. */
function layoutOf(name: string, audience: Audience): string | undefined {
  if (name === 'widespread-alarm' || name === 'webhook-disabled') return undefined;
  if (audience === 'customer') return 'customer.layout';
  if (/^(work-order|corrective-action)-/.test(name)) return 'task.layout';
  return name.startsWith('duty-') ? 'duty.layout' : 'staff.layout';
}

function exampleValues(language: Language, kind: Kind): Readonly<Record<string, string>> {
  const isChinese = language === LANGUAGES[0];
  const due = `2026-11-24 15:10${ZONE_TEXT[language]}`;
  const begun = `2026-11-24 14:00${ZONE_TEXT[language]}`;
  const values: Readonly<Record<string, string>> = {
    number: 'C20261124-000042',
    id: 'C20261124-000042-W1',
    group: 'W20261124-000007',
    link: 'https://redress.example.com/cases/C20261124-000042',
    way: text(language, 'customer.way.link', { customerLink: 'https://redress.example.com/c/#…' }),
    name: isChinese ? '李强' : 'Li Qiang',
    customer: isChinese ? '张伟' : 'Zhang Wei',
    department: isChinese ? '市场部' : 'Marketing',
    departments: isChinese ? '市场部' : 'Marketing',
    stage: text(language, 'stage.accepting'),
    next: text(language, 'next.accepting', kindWords(language, kind)),
    ...kindWords(language, kind),
    by: text(language, 'by.due', { due }),
    round: '1',
    inPlaceOf: '',
    receivedAt: begun,
    from: begun,
    to: due,
    due,
    clockDue: due,
    clock: isChinese ? '签收' : 'Signing',
    title: isChinese ? '每日检查' : 'Daily check',
    clause: 'media/3.2-accept',
    percent: '75',
    short: '',
    undelivered: 'assigned',
    undeliveredTo: 'li.qiang',
  };
  return values;
}
