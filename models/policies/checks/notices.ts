import { closest } from 'fastest-levenshtein';
import en from '../../../messages/en.json';
import zh from '../../../messages/zh.json';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';

type Audience = 'customer' | 'staff';

const TEXTS = [new Set(Object.keys(zh)), new Set(Object.keys(en))];
const BODY = /^([\w-]+)\.(?:customer|staff)\.body$/;
const TEMPLATES = [...new Set([...(TEXTS[0] ?? [])].flatMap((key) => BODY.exec(key)?.[1] ?? []))];

/** Notices without a text for those whom they tell. */
export function unwritten({ notices }: Rules): readonly Finding[] {
  return notices.flatMap(({ template, tell }, index) => {
    const audience = audiencesOf(tell).find((one) => !hasTexts(template, one));
    if (audience === undefined) return [];
    return [
      {
        path: ['notices', index, 'template'],
        message: TEMPLATES.includes(template)
          ? `'${template}' has no text for ${audience === 'customer' ? 'the customer' : 'staff'}: write ${template}.${audience}.subject and .body in messages/zh.json and messages/en.json.`
          : `there is no template '${template}': did you mean '${closest(template, TEMPLATES)}'? They are in messages/zh.json and messages/en.json.`,
      },
    ];
  });
}

function audiencesOf(tell: readonly string[]): readonly Audience[] {
  return [
    ...(tell.includes('customer') ? ['customer' as const] : []),
    ...(tell.some((one) => one !== 'customer') ? ['staff' as const] : []),
  ];
}

function hasTexts(template: string, audience: Audience): boolean {
  return TEXTS.every((keys) =>
    ['subject', 'body'].every((part) => keys.has(`${template}.${audience}.${part}`)),
  );
}
