import { randomUUID } from 'node:crypto';
import type { Policy } from '../../../domain/policy/policy';
import { patched, type CalendarPatch } from '../../../models/calendars';
import { calendarChange, packMove, type ChangeProgress } from '../../../models/rule-changes';
import { RULE_CHANGE } from '../../../workflows/messages';
import type { Company } from './company';
import { people } from './people';

export const REASON = '市政停电，当日停工';

/** Changes the company's calendar as the API does, without waiting for the cases; returns the change's id. */
export async function changeCalendar(company: Company, patch: CalendarPatch): Promise<string> {
  const { calendars, ruleChanges } = company.stores;
  const settings = await calendars.load();
  const at = new Date();
  const note = { by: people.administrator.user, at, reason: REASON };
  const { version } = await calendars.change(settings.version, patched(settings, patch), note);
  const change = calendarChange(version, { ...note, by: people.administrator });
  await ruleChanges.add(change);
  return change._id;
}

/** Publishes the next version of a pack. */
export async function publishNext(
  company: Company,
  policy: Policy,
  change: Partial<Policy>,
): Promise<Policy> {
  const { version: _former, ...rules } = { ...policy, ...change };
  const digest = randomUUID();
  const [published] = await company.stores.policies.publish([{ id: policy.id, digest, source: '', rules }]);
  const found = published && (await company.stores.policies.find(policy.id, published.version));
  if (!found) throw new Error(`${policy.id} was not published.`);
  return found;
}

/** Moves cases to a version of their pack as the API does, without waiting for them. */
export async function movePack(
  company: Company,
  { id, version }: Policy,
  cases?: readonly string[],
): Promise<string> {
  const note = { by: people.administrator, at: new Date(), reason: REASON };
  const change = packMove({ id, toVersion: version, ...(cases && { cases }) }, randomUUID(), note);
  await company.stores.ruleChanges.add(change);
  return change._id;
}

/**
 * Brings the change to the cases, and waits until it is on the record of all of them. In real time: who waits for the
 * result of a workflow lets the test server skip time.
 */
export async function broughtAbout(company: Company, id: string): Promise<ChangeProgress> {
  const { ruleChanges } = company.stores;
  await company.env.client.workflow.start(RULE_CHANGE, {
    workflowId: id,
    taskQueue: company.taskQueue,
    args: [{ id }],
  });
  for (let attempt = 0; attempt < 800; attempt += 1) {
    if ((await ruleChanges.find(id))?.finishedAt) return ruleChanges.progress(id);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`The change ${id} has not come to every case.`);
}
