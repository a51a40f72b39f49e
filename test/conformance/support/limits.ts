import type { Company } from '../../workflows/support/company';
import type { Complaint } from '../../workflows/support/complaint';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The clock runs until its limit (milliseconds by the wall clock, from its start), and breaks then. */
export async function expectLimit(
  company: Company,
  c: Complaint,
  name: string,
  limit: number,
): Promise<void> {
  const { clock } = await c.clock(name);
  await expectDue(company, c, name, Date.parse(clock.startedAt) + limit);
}

/** The last clock of the clause, or of one of the pack's clock rules, runs until the time (epoch milliseconds), and breaks then. */
export async function expectDue(company: Company, c: Complaint, name: string, due: number): Promise<void> {
  const { clock, dueAt, state } = await c.clock(name);
  expect(state).toBe('running');
  expect(dueAt).toBe(due);
  await company.skipTo(dueAt - MINUTE);
  expect((await c.clock(name)).state).toBe('running');
  await company.skipTo(dueAt + 1000);
  await c.untilOnRecord((event) => event.type === 'clock-broken' && event.payload.id === clock.id);
  const broken = (await c.events()).filter((e) => e.type === 'clock-broken' && e.payload.id === clock.id);
  expect(broken).toMatchObject([
    { at: new Date(dueAt).toISOString(), payload: { clause: clock.clause, percent: 100 } },
  ]);
  expect((await c.clock(name)).state).toBe('broken');
}
