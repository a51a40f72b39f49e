import type { Language } from '../../models/notices/texts';
import type { Summary } from '../complaints/case-schema';

type Words = Readonly<Record<Language, string>>;

/** The titles of the columns. */
export const TITLES = {
  number: { zh: '编号', en: 'Number' },
  kind: { zh: '类型', en: 'Kind' },
  customer: { zh: '客户', en: 'Customer' },
  matter: { zh: '事由', en: 'Matter' },
  channel: { zh: '渠道', en: 'Channel' },
  contentType: { zh: '内容分类', en: 'Content type' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  level: { zh: '等级', en: 'Level' },
  tag: { zh: '标签', en: 'Tag' },
  stage: { zh: '环节', en: 'Stage' },
  round: { zh: '轮次', en: 'Round' },
  department: { zh: '经办部门', en: 'Department' },
  handler: { zh: '经办人', en: 'Handler' },
  owner: { zh: '受理人', en: 'Owner' },
  clause: { zh: '时限条款', en: 'Clause' },
  dueAt: { zh: '截止时间', en: 'Due' },
  createdAt: { zh: '登记时间', en: 'Entered' },
  closedAt: { zh: '办结时间', en: 'Closed' },
} as const satisfies Readonly<Record<string, Words>>;

type Worded = 'kind' | 'contentType' | 'urgency' | 'level';

const VALUES: { readonly [F in Worded]: Readonly<Record<NonNullable<Summary[F]>, Words>> } = {
  kind: {
    complaint: { zh: '投诉', en: 'complaint' },
    consultation: { zh: '咨询', en: 'consultation' },
    suggestion: { zh: '建议', en: 'suggestion' },
  },
  contentType: {
    product: { zh: '产品', en: 'product' },
    service: { zh: '服务', en: 'service' },
    delivery: { zh: '物流配送', en: 'delivery' },
    other: { zh: '其他', en: 'other' },
  },
  urgency: {
    urgent: { zh: '紧急', en: 'urgent' },
    major: { zh: '重大', en: 'major' },
    general: { zh: '一般', en: 'general' },
  },
  level: {
    blue: { zh: '蓝级', en: 'blue' },
    yellow: { zh: '黄级', en: 'yellow' },
    orange: { zh: '橙级', en: 'orange' },
    red: { zh: '红级', en: 'red' },
  },
};

/** A value as a reader of the language says it; what is not known yet is empty. */
export function inWords<F extends Worded>(field: F, value: Summary[F], language: Language): string {
  const words: ReadonlyMap<string, Words> = new Map(Object.entries(VALUES[field]));
  return (value === null ? undefined : words.get(value)?.[language]) ?? '';
}
