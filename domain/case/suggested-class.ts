import type { ContentType, Urgency } from './classification';

export interface SuggestedClass {
  readonly contentType: ContentType;
  /** Absent where no word says that it presses. */
  readonly urgency?: Urgency;
}

/** Words by which a matter is told (omnichannel/2.2-classify names the classes, not the words: they only suggest). */
const WORDS: Readonly<Record<ContentType, readonly string[]>> = {
  product: [
    '质量',
    '故障',
    '坏',
    '损坏',
    '破损',
    '重启',
    '死机',
    '黑屏',
    '漏',
    '包装',
    '画面',
    '功能',
    'broken',
    'defect',
    'quality',
    'restart',
  ],
  service: [
    '态度',
    '服务',
    '不理',
    '不接',
    '敷衍',
    '推诿',
    '辱骂',
    '没人',
    '冷淡',
    'rude',
    'attitude',
    'ignored',
    'nobody',
  ],
  delivery: [
    '物流',
    '快递',
    '送货',
    '配送',
    '迟到',
    '没送',
    '未送',
    '安装',
    '发货',
    '没收到',
    'deliver',
    'late',
    'install',
    'courier',
  ],
  other: ['政策', '规则', '条款', '说明', '活动', 'policy', 'terms', 'rule'],
};
const URGENT = [
  '受伤',
  '烫伤',
  '触电',
  '起火',
  '着火',
  '爆炸',
  '住院',
  '中毒',
  '人身',
  'injur',
  'fire',
  'electric shock',
  'hospital',
];
const MAJOR = ['批量', '多台', '多人', '大面积', '集体', '媒体曝光', 'batch', 'many customers'];

/** The class that the words of a matter suggest; undefined where none is told, or two as often. */
export function suggestedClass(matter: string): SuggestedClass | undefined {
  const text = matter.toLowerCase();
  const counted = contentTypes()
    .map((contentType) => ({ contentType, count: countIn(text, WORDS[contentType]) }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counted;
  if (!first || first.count === 0 || first.count === second?.count) return undefined;
  const urgency = urgencyIn(text);
  return { contentType: first.contentType, ...(urgency && { urgency }) };
}

function contentTypes(): readonly ContentType[] {
  return ['product', 'service', 'delivery', 'other'];
}

function urgencyIn(text: string): Urgency | undefined {
  if (countIn(text, URGENT) > 0) return 'urgent';
  return countIn(text, MAJOR) > 0 ? 'major' : undefined;
}

function countIn(text: string, words: readonly string[]): number {
  return words.filter((word) => text.includes(word)).length;
}
