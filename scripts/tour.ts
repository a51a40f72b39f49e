import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Company, type Clock } from './tour/company';
import { tell } from './tour/tell';

/** Plays one real case through the HTTP API of the running system, and prints each step as a person would tell it. */
async function main(): Promise<void> {
  const company = await openCompany();
  const number = await theCall(company);
  await theWrongDepartment(company, number);
  await theFirstRound(company, number);
  await notSatisfied(company, number);
  await theSecondRound(company, number);
  await theRecord(company, number);
}

const demo = z.object({
  baseUrl: z.url(),
  keys: z.array(
    z.object({ role: z.string(), department: z.string().optional(), user: z.string(), key: z.string() }),
  ),
});

async function openCompany(): Promise<Company> {
  const file = path.join(process.env['DATA_DIR'] ?? '.data', 'demo.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(
      `${file} is missing: run npm start first and leave it running, then npm run tour beside it.`,
    );
  });
  const { baseUrl, keys } = demo.parse(JSON.parse(text));
  return new Company(baseUrl, keys);
}

async function theCall(company: Company): Promise<string> {
  const agent = company.person('agent');
  tell.chapter('The call');
  tell.line(
    'Ms Chen rings the 400 line: the appliance she bought a week ago restarts itself five minutes after being switched on.',
  );
  const filed = await agent.file({
    kind: 'complaint',
    channel: 'phone',
    channelDetail: '400 line, key 2',
    customer: { name: '陈女士', phone: '13800001234', email: 'chen@example.com' },
    matter: '一周前购买的电器，开机五分钟后自动重启，已反复出现。',
    occurredText: '购买后第 7 天',
    expectation: '修好，或者更换。',
    mood: '语速较快，多次提到问题没有解决。',
  });
  tell.line(`The agent files it and reads out the number: ${filed.number}.`);
  await tell.standing(agent, filed.number);
  await agent.send(filed.number, 'classify', {
    contentType: 'service',
    subtype: 'responsiveness',
    urgency: 'general',
    reason: '客户主要反映无人跟进',
  });
  await agent.send(filed.number, 'assign', { department: 'operations', reason: '先由运营部联系' });
  tell.line('She sounds as if nobody had called her back, so it goes to operations.');
  return filed.number;
}

async function theWrongDepartment(company: Company, number: string): Promise<void> {
  tell.chapter('The wrong department');
  await company
    .person('lead', 'operations')
    .send(number, 'return', { reason: '属于产品质量问题，应由技术部处理' });
  tell.line(
    'Operations returns it within the hour: a product that restarts is for the technical department.',
  );
  const agent = company.person('agent');
  await agent.send(number, 'classify', { contentType: 'product', subtype: 'quality', urgency: 'general' });
  await agent.send(number, 'assign', { department: 'technical', reason: '产品质量' });
  await tell.standing(agent, number);
}

async function theFirstRound(company: Company, number: string): Promise<void> {
  tell.chapter('Signed, found, planned, solved');
  const lead = company.person('lead', 'technical');
  await lead.send(number, 'accept', {});
  tell.line('The technical lead signs for it.');
  await lead.send(number, 'log-contact', {
    method: 'phone',
    at: new Date().toISOString(),
    content: '已致电客户，约定上门检测，并说明处理安排。',
    reaction: '客户表示可以等。',
    substantive: true,
  });
  tell.line('She is told the same day what will happen: the response clock has its answer.');
  await lead.send(number, 'find', {
    finding: 'product',
    rootCause: '电源模块过热保护误触发',
    text: '现场检测，负载五分钟后温度保护动作。',
  });
  await planAndCarryOut(company, number, '更换电源模块');
  await lead.send(number, 'resolve', { result: '已更换电源模块并试机。', customerContent: 'unknown' });
  tell.line('The power module is replaced; the lead reports the result to customer service.');
  await tell.standing(lead, number);
}

async function notSatisfied(company: Company, number: string): Promise<void> {
  tell.chapter('Not satisfied');
  await company.person('agent').send(number, 'customer-unsatisfied', {
    reason: '更换后当晚再次重启。',
    demand: '更换整机。',
  });
  tell.line('It restarted again the same evening. Round two begins, with clocks of its own.');
  await tell.standing(company.person('agent'), number);
}

async function theSecondRound(company: Company, number: string): Promise<void> {
  tell.chapter('Solved again, and asked again');
  const lead = company.person('lead', 'technical');
  await lead.send(number, 'find', {
    finding: 'product',
    rootCause: '主板批次缺陷',
    text: '同批次三台均可复现。',
  });
  await planAndCarryOut(company, number, '更换整机并回收旧机');
  await lead.send(number, 'resolve', {
    result: '已更换整机，连续运行 24 小时正常。',
    customerContent: 'yes',
  });
  await company.person('agent').send(number, 'customer-satisfied', {
    rating: 5,
    comment: '第二次处理得很彻底。',
    suggestions: '第一次就该多测一晚。',
  });
  tell.line(
    'A new appliance. She is satisfied: five of five, and suggests to test for a whole night the first time.',
  );
}

async function planAndCarryOut(company: Company, number: string, what: string): Promise<void> {
  const lead = company.person('lead', 'technical');
  const due = new Date(Date.now() + 26 * 3_600_000).toISOString();
  await lead.send(number, 'plan', {
    owner: lead.user,
    steps: [{ what, owner: lead.user, due }],
    expectedCompletion: due,
  });
  const step = (await lead.openSteps(number))[0];
  if (step === undefined) throw new Error(`The plan of ${number} has no open step.`);
  await lead.send(number, 'complete-step', { step, result: '已完成' });
  tell.line(`Planned and carried out: ${what}.`);
}

async function theRecord(company: Company, number: string): Promise<void> {
  tell.chapter('The record');
  const auditor = company.person('auditor');
  await tell.standing(auditor, number);
  const clocks = await auditor.clocks(number);
  for (const clock of clocks) tell.clock(clock);
  const broken = clocks.filter((clock: Clock) => clock.state === 'broken').length;
  tell.line(
    `${await auditor.countEvents(number)} events on the record, ${clocks.length} clocks, ${broken} of them broken.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
