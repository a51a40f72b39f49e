import type { Language } from '../../models/notices/texts';

/** How a cell becomes the value of its field. */
export type CellKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'choice'; readonly words: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'department' }
  | { readonly kind: 'channel' };

/** A column of the file. */
export interface ImportField {
  /** Path in the body of `POST /complaints`. */
  readonly field: string;
  readonly required?: true;
  readonly cell: CellKind;
  /** As the template has it. */
  readonly title: Readonly<Record<Language, string>>;
  /** Other titles that are understood, without spaces and in lower case. */
  readonly others: readonly string[];
  /** What the template's line of examples says. */
  readonly example: Readonly<Record<Language, string>>;
}

const TEXT: CellKind = { kind: 'text' };
const INSTANT: CellKind = { kind: 'instant' };
const DEPARTMENT: CellKind = { kind: 'department' };

/** Every column that is understood, in the order of the template. */
export const IMPORT_FIELDS: readonly ImportField[] = [
  {
    field: 'kind',
    cell: {
      kind: 'choice',
      words: { complaint: ['投诉'], consultation: ['咨询'], suggestion: ['建议'] },
    },
    title: { zh: '类型', en: 'Kind' },
    others: ['类别', '案件类型', 'type'],
    example: { zh: '投诉', en: 'complaint' },
  },
  {
    field: 'customer.name',
    required: true,
    cell: TEXT,
    title: { zh: '客户姓名', en: 'Customer' },
    others: ['姓名', '客户', '客户名称', '投诉人', '联系人', 'name', 'customername', 'customer.name'],
    example: { zh: '王小明', en: 'Wang Xiaoming' },
  },
  {
    field: 'customer.company',
    cell: TEXT,
    title: { zh: '公司', en: 'Company' },
    others: ['单位', '公司名称', '客户公司', '工作单位', 'customer.company', 'organisation', 'organization'],
    example: { zh: '', en: '' },
  },
  {
    field: 'customer.phone',
    cell: TEXT,
    title: { zh: '电话', en: 'Phone' },
    others: [
      '手机',
      '手机号',
      '手机号码',
      '联系电话',
      '电话号码',
      'customer.phone',
      'mobile',
      'telephone',
      'phonenumber',
    ],
    example: { zh: '13800138000', en: '13800138000' },
  },
  {
    field: 'customer.email',
    cell: TEXT,
    title: { zh: '邮箱', en: 'E-mail' },
    others: ['电子邮箱', '电子邮件', '邮件', '邮箱地址', 'email', 'customer.email', 'mail'],
    example: { zh: '', en: '' },
  },
  {
    field: 'customer.account',
    cell: TEXT,
    title: { zh: '账号', en: 'Account' },
    others: ['帐号', '会员号', '用户名', '客户账号', 'customer.account', 'accountnumber'],
    example: { zh: '', en: '' },
  },
  {
    field: 'matter',
    required: true,
    cell: TEXT,
    title: { zh: '投诉内容', en: 'Matter' },
    others: [
      '内容',
      '事由',
      '诉求内容',
      '问题描述',
      '反映问题',
      '投诉事由',
      '描述',
      'description',
      'content',
      'complaint',
    ],
    example: {
      zh: '电视开机五分钟后自动重启，已连续三天',
      en: 'The television restarts itself five minutes after it is switched on, three days in a row',
    },
  },
  {
    field: 'expectation',
    cell: TEXT,
    title: { zh: '客户期望', en: 'Wish' },
    others: ['期望', '诉求', '客户诉求', '期望结果', '处理要求', 'expectation', 'demand', 'expectedoutcome'],
    example: { zh: '上门检修', en: 'A repair at home' },
  },
  {
    field: 'channel',
    cell: { kind: 'channel' },
    title: { zh: '渠道', en: 'Channel' },
    others: ['来源', '投诉渠道', '受理渠道', '来源渠道', 'source'],
    example: { zh: '电话', en: 'phone' },
  },
  {
    field: 'channelDetail',
    cell: TEXT,
    title: { zh: '渠道说明', en: 'Channel detail' },
    others: ['渠道明细', '具体渠道', 'channeldetail'],
    example: { zh: '400 热线，按键 2', en: '400 line, key 2' },
  },
  {
    field: 'receivedAt',
    cell: INSTANT,
    title: { zh: '接收时间', en: 'Received' },
    others: ['受理时间', '投诉时间', '来电时间', '收到时间', 'receivedat', 'receivedtime', 'date'],
    example: { zh: '', en: '' },
  },
  {
    field: 'occurredAt',
    cell: INSTANT,
    title: { zh: '发生时间', en: 'Occurred' },
    others: ['事发时间', '问题发生时间', 'occurredat', 'happened'],
    example: { zh: '', en: '' },
  },
  {
    field: 'occurredText',
    cell: TEXT,
    title: { zh: '发生情况', en: 'When it happened' },
    others: ['何时发生', '发生时间说明', 'occurredtext'],
    example: { zh: '购买后第 7 天', en: 'day 7 after purchase' },
  },
  {
    field: 'contentType',
    cell: {
      kind: 'choice',
      words: {
        product: ['产品', '商品'],
        service: ['服务'],
        delivery: ['物流配送', '物流', '配送'],
        other: ['其他', '其它'],
      },
    },
    title: { zh: '内容分类', en: 'Content type' },
    others: ['投诉类别', '分类', '投诉分类', 'contenttype', 'category'],
    example: { zh: '产品', en: 'product' },
  },
  {
    field: 'subtype',
    cell: {
      kind: 'choice',
      words: {
        quality: ['质量'],
        function: ['功能'],
        packaging: ['包装'],
        attitude: ['态度'],
        responsiveness: ['响应速度', '响应'],
        competence: ['专业能力', '专业'],
        late: ['延误', '晚到'],
        installation: ['安装'],
        policy: ['政策误解', '政策'],
      },
    },
    title: { zh: '细类', en: 'Subtype' },
    others: ['子类', '二级分类', '小类', 'subcategory'],
    example: { zh: '质量', en: 'quality' },
  },
  {
    field: 'urgency',
    cell: {
      kind: 'choice',
      words: { urgent: ['紧急', '特急'], major: ['重大'], general: ['一般', '普通'] },
    },
    title: { zh: '紧急程度', en: 'Urgency' },
    others: ['紧急度', '优先级', 'priority'],
    example: { zh: '一般', en: 'general' },
  },
  {
    field: 'mood',
    cell: TEXT,
    title: { zh: '客户情绪', en: 'Mood' },
    others: ['情绪', '客户态度描述', 'customermood'],
    example: { zh: '', en: '' },
  },
  {
    field: 'firstReply',
    cell: TEXT,
    title: { zh: '首次答复', en: 'First reply' },
    others: ['初步答复', '首次回复', 'firstreply'],
    example: { zh: '', en: '' },
  },
  {
    field: 'aboutDepartment',
    cell: DEPARTMENT,
    title: { zh: '被投诉部门', en: 'About department' },
    others: ['涉及部门', 'aboutdepartment'],
    example: { zh: '', en: '' },
  },
  {
    field: 'department',
    cell: DEPARTMENT,
    title: { zh: '责任部门', en: 'Department' },
    others: ['处理部门', '经办部门', '承办部门'],
    example: { zh: '', en: '' },
  },
  {
    field: 'policy',
    cell: TEXT,
    title: { zh: '适用规则', en: 'Policy' },
    others: ['规则', '规则包', 'policypack', 'pack'],
    example: { zh: '', en: '' },
  },
];
