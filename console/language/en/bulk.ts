import type { bulkWords as zh } from '../zh/bulk';
import type { Messages } from '../zh';

export const bulkWords: Messages<typeof zh> = {
  'bulk.bar': 'What to do with the chosen cases',
  'bulk.choose': 'Choose {number}',
  'bulk.chosen': '{n} chosen',
  'bulk.all': 'Choose all on this list (up to {most})',
  'bulk.none': 'Choose none',
  'bulk.assign': 'Assign…',
  'bulk.title': 'Assign many',
  'bulk.says':
    'Cases that go to one department, one by one: {n}. Those that cannot be assigned are listed with the reason; the lead is told.',
  'bulk.handler': 'Handler (the lead decides if empty)',
  'bulk.reason': 'Reason (stands on every case)',
  'bulk.go': 'Assign {n}',
  'bulk.to': 'To {department}',
  'bulk.progress': 'How far it has come',
  'bulk.under-way': 'Assigning: {done} assigned, {refused} refused, of {of}',
  'bulk.finished': 'Done: {done} assigned, {refused} refused, of {of}',
  'bulk.goes-on': 'You can leave this page: it goes on.',
  'bulk.see': 'Cases to be signed for',
  'bulk.refused': '{n} not assigned',
  'bulk.number': 'Number',
  'bulk.why': 'Why',
};
