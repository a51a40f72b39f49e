import type { Clock, Person } from './company';

/** Times are told as the company's people read them. */
const clockFace = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

export const tell = {
  chapter(title: string): void {
    console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 70 - title.length))}`);
  },

  line(text: string): void {
    console.log(`   ${text}`);
  },

  async standing(person: Person, number: string): Promise<void> {
    const { stage, round, department, dueAt } = await person.standing(number);
    const holder = department ? ` at ${department}` : '';
    const due = dueAt ? `; the next clock runs out ${clockFace.format(new Date(dueAt))} (Asia/Shanghai)` : '';
    console.log(`   → ${number}: ${stage}${holder}, round ${round}${due}.`);
  },

  clock({ clause, startedAt, dueAt, state }: Clock): void {
    const from = clockFace.format(new Date(startedAt));
    const to = dueAt ? clockFace.format(new Date(dueAt)) : 'stands still';
    console.log(`   ${state.padEnd(8)} ${clause.padEnd(26)} ${from}  →  ${to}`);
  },
};
