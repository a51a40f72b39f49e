import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { fold } from '../../domain/case/apply';
import type { CommandName } from '../../domain/case/commands';
import type { Stage } from '../../domain/case/stage';
import { isRunning } from '../../domain/clocks/clock';
import { people } from './support/people';
import { Company, CLASSIFIED } from './support/company';
import type { Complaint } from './support/complaint';
import { forTests } from './support/packs';
import { technical } from './support/walk';

let company: Company;

beforeAll(async () => {
  company = await Company.open([await forTests('media-with-pause')]);
});
afterAll(() => company.close());

/** Where each stage may lead: the arrows of docs/process.md. */
const LEADS_TO: Readonly<Record<Stage, readonly Stage[]>> = {
  registered: ['assigning'],
  assigning: ['accepting', 'confirming', 'closed'],
  accepting: ['planning', 'assigning', 'confirming', 'closed'],
  planning: ['handling', 'confirming', 'closed'],
  handling: ['confirming', 'closed'],
  confirming: ['planning', 'closed'],
  deciding: [],
  answering: [],
  closed: ['planning', 'archived'],
  archived: [],
};

const HOUR = 3_600_000;
const at = (ms: number): string => new Date(ms).toISOString();
const later = (now: number): string => at(now + 30 * HOUR);

/** Payloads that are well-formed; whether they are admitted is the case's business. */
const PAYLOADS: Readonly<Partial<Record<CommandName, (now: number) => unknown>>> = {
  classify: () => ({ contentType: 'delivery', subtype: 'late', urgency: 'major' }),
  'set-level': () => ({ level: 'orange', reason: '媒体关注' }),
  assign: () => ({ department: 'technical' }),
  accept: () => ({}),
  return: () => ({ reason: '不属本部门' }),
  find: () => ({ finding: 'product', rootCause: '过热', text: '复现' }),
  plan: (now) => ({
    owner: 'x',
    steps: [{ what: '换', owner: 'x', due: later(now) }],
    expectedCompletion: later(now),
  }),
  'complete-step': () => ({ step: 1, result: '完成' }),
  'log-contact': (now) => ({
    method: 'phone',
    at: at(now),
    content: '说明',
    reaction: '同意',
    substantive: true,
    promisedNextAt: later(now),
  }),
  pause: () => ({ reason: 'force-majeure' }),
  resume: () => ({}),
  resolve: () => ({ result: '已换', customerContent: 'yes' }),
  'customer-satisfied': () => ({ rating: 5 }),
  'customer-unsatisfied': () => ({ reason: '仍未解决' }),
  withdraw: (now) => ({ reason: '撤回', statement: { at: at(now), method: 'phone', text: '撤回' } }),
  reopen: () => ({ reason: '又出现了' }),
  escalate: () => ({ to: 'executive', reason: '请示' }),
  intervene: () => ({ instruction: '速办', takeOver: true }),
};
const ACTORS = [
  people.agent,
  technical,
  people.supervisor,
  people.executive,
  people.lead('logistics'),
] as const;

const action = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      who: fc.constantFrom(...ACTORS),
      what: fc.constantFrom(...Object.entries(PAYLOADS)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 60 }) }) },
);

/** Commands are carried out in the order in which they come: once the last is, nothing waits behind it. */
async function untilAllHadTheirTurn(c: Complaint): Promise<void> {
  const { stage } = await c.state();
  if (stage !== 'archived') {
    await c.send(people.agent, 'note', { text: '以上都已办理', visibility: 'internal' });
  }
  await c.settled();
}

async function expectSound(c: Complaint): Promise<void> {
  const events = await c.events();
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const state = fold(events);
  expect(await c.state()).toEqual(state);
  const entered = events.flatMap((event) => (event.type === 'stage-entered' ? [event.payload.stage] : []));
  entered.reduce<Stage>((before, stage) => {
    expect(LEADS_TO[before]).toContain(stage);
    return stage;
  }, 'registered');
  const times = events.map((event) => Date.parse(event.at));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const rungs = events.flatMap((e) =>
    e.type.startsWith('clock-') && 'percent' in e.payload ? [JSON.stringify(e.payload)] : [],
  );
  expect(new Set(rungs).size).toBe(rungs.length);
  if (state && state.stage !== 'closed' && state.stage !== 'archived') {
    expect(state.clocks.some(isRunning)).toBe(true);
  }
  expect((await c.handle.describe()).status.name).toMatch(/^(RUNNING|COMPLETED)$/);
}

test('whatever is sent, in whatever order, the case stays sound: legal stages, one record, a clock that runs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(action, { minLength: 10, maxLength: 30 }),
      async (classified, actions) => {
        const c = await company.file(classified ? CLASSIFIED : {});
        for (const step of actions) {
          if ('hours' in step) await company.skip(step.hours * HOUR);
          else {
            const [name, payload] = step.what;
            const sent = { commandId: randomUUID(), actor: step.who, payload: payload(await company.now()) };
            await c.handle.signal(name, sent);
          }
        }
        await untilAllHadTheirTurn(c);
        await expectSound(c);
        await company.endAll();
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
