import { CUSTOMER_SERVICE, type Role } from '../../domain/people/actor';
import type { DepartmentDocument, UserDocument } from '../../models/people';

/** A demo user; each has one role. */
export type DemoUser = UserDocument & { readonly roles: readonly [Role]; readonly email: string };

interface DemoDepartment {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly lead: string;
  readonly handler: string;
}

const DEPARTMENTS: readonly DemoDepartment[] = [
  { id: CUSTOMER_SERVICE, zh: '客服部', en: 'Customer service', lead: '林静', handler: '周洁' },
  { id: 'marketing', zh: '市场部', en: 'Marketing', lead: '王强', handler: '李娜' },
  { id: 'planning', zh: '策划部', en: 'Planning', lead: '赵敏', handler: '孙浩' },
  { id: 'production', zh: '制作部', en: 'Production', lead: '陈刚', handler: '吴婷' },
  { id: 'technical', zh: '技术部', en: 'Technical', lead: '刘洋', handler: '郑凯' },
  { id: 'operations', zh: '运营部', en: 'Operations', lead: '黄磊', handler: '何雪' },
  { id: 'logistics', zh: '物流部', en: 'Logistics', lead: '马超', handler: '徐丹' },
  { id: 'after-sales', zh: '售后部', en: 'After-sales', lead: '胡军', handler: '郭燕' },
  { id: 'office', zh: '办公室', en: 'Office', lead: '罗芳', handler: '宋宁' },
  { id: 'network-operations', zh: '网络运维部', en: 'Network operations', lead: '梁栋', handler: '韩梅' },
  { id: 'applications', zh: '应用部', en: 'Applications', lead: '曹阳', handler: '邓琳' },
  { id: 'cdn', zh: 'CDN 部', en: 'CDN', lead: '彭涛', handler: '曾静' },
  { id: 'internet', zh: '互联网部', en: 'Internet', lead: '萧然', handler: '田甜' },
  { id: 'content', zh: '内容部', en: 'Content', lead: '潘越', handler: '袁媛' },
  { id: 'value-added', zh: '增值业务部', en: 'Value-added services', lead: '蔡明', handler: '余洁' },
];

const OTHERS: readonly { readonly role: Role; readonly name: string; readonly department?: string }[] = [
  { role: 'agent', name: '张晓', department: CUSTOMER_SERVICE },
  { role: 'specialist', name: '唐欣', department: CUSTOMER_SERVICE },
  { role: 'supervisor', name: '冯丽', department: CUSTOMER_SERVICE },
  { role: 'quality-manager', name: '董平', department: CUSTOMER_SERVICE },
  { role: 'head-of-customer-service', name: '许文', department: CUSTOMER_SERVICE },
  { role: 'executive', name: '高远' },
  { role: 'auditor', name: '沈思' },
  { role: 'administrator', name: '彭博' },
  { role: 'integration', name: '工单系统' },
];

/** The departments of the demo company. */
export const demoDepartments: readonly DepartmentDocument[] = DEPARTMENTS.map(({ id, zh, en }) => ({
  _id: id,
  title: { zh, en },
  lead: `${id}-lead`,
}));

/** A lead and a handler of each department, and one user of every other role. */
export const demoUsers: readonly DemoUser[] = [
  ...OTHERS.map(({ role, name, department }) => user(role, role, name, department)),
  ...DEPARTMENTS.flatMap(({ id, lead, handler }) => [
    user(`${id}-lead`, 'lead', lead, id),
    user(`${id}-handler`, 'handler', handler, id),
  ]),
];

function user(id: string, role: Role, name: string, department: string | undefined): DemoUser {
  const email = `${id}@example.com`;
  return { _id: id, name, roles: [role], email, ...(department !== undefined && { department }) };
}
