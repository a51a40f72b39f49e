import { setTimeout } from 'node:timers/promises';
import type { Company } from '../../workflows/support/company';
import type { Complaint } from '../../workflows/support/complaint';

const WITHIN_MS = 10_000;

/** Waits, in real time, until everybody named has been sent a notice of this template about the case. */
export async function expectTold(
  company: Company,
  c: Complaint,
  template: string,
  ...recipients: readonly string[]
): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const told = await toldBy(company, c, template);
    if (recipients.every((recipient) => told.includes(recipient))) return;
    if (Date.now() > deadline) {
      throw new Error(`Of ${template} were told: ${told.join(', ') || 'nobody'}.`);
    }
    await setTimeout(25);
  }
}

/** Who has been sent a notice of this template about the case: user ids, or `customer`. */
export async function toldBy(company: Company, c: Complaint, template: string): Promise<string[]> {
  const notices = await company.stores.notices.ofCase(c.number);
  return notices
    .filter((notice) => notice.template === template && notice.status === 'sent')
    .map(({ recipient }) => recipient);
}
