import type { Customer } from '../../domain/case/intake';
import { BY, local, openScene, review, type Scene } from './duties-scene';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.clear());

describe('a review', () => {
  test('compares the figures with those of the quarter before, and stays open until it is answered', async () => {
    const customer = { name: 'Wang', phone: '13800138000' };
    const later = { name: 'W.', phone: '+86 138 0013 8000' };
    const product = { contentType: 'product' };
    const satisfied = { outcome: { kind: 'satisfied', rating: 4 } };
    const closing = (round: number) => ({ closedAt: local('2026-03-20 12:00'), stage: 'closed', round });
    const intake = (who: Customer) => ({ intake: { customer: who, matter: 'm' }, subtype: 'quality' });
    await scene.complaint('C-1', { ...product, ...closing(1) }, { ...intake(customer), closing: satisfied });
    // The same customer, the same matter: C-1 was not settled the first time.
    await scene.complaint(
      'C-2',
      { ...product, ...closing(1), createdAt: local('2026-03-25 10:00') },
      { ...intake(later), closing: satisfied },
    );
    await scene.complaint(
      'C-3',
      { ...product, ...closing(2) },
      { closing: { outcome: { kind: 'unsettled' } } },
    );
    await scene.complaint(
      'C-4',
      { dueAt: local('2026-03-11 10:00'), handler: 'han', department: 'logistics' },
      {
        intake: { customer, matter: 'm', aboutDepartment: 'logistics' },
        held: { logistics: 60_000, technical: 1_000 },
        clocks: [
          { clause: 'a/1', fired: [75, 100], holder: { department: 'technical', person: 'lea' } },
          { clause: 'a/1', fired: [75], holder: { department: 'technical', person: 'lea' } },
          {
            clause: 'a/2',
            fired: [],
            endedAt: '2026-03-11T10:00:01+08:00',
            times: { dueAt: '2026-03-11T02:00:00.000Z' },
            holder: { department: 'logistics' },
          },
        ],
      },
    );
    await scene.complaint('C-before', { createdAt: local('2025-12-31 23:59') });
    const report = await scene.done(review, '2026-04-01 09:00');
    if (report.result.what !== 'review') throw new Error('It is no review');
    const { figures, before } = report.result;
    expect(before.complaints).toBe(1);
    expect(figures).toMatchObject({
      complaints: 4,
      problemTypes: [
        { contentType: 'product', subtype: 'quality', count: 2 },
        { count: 1 },
        { contentType: 'product', count: 1 },
      ],
      troublePoints: {
        departments: [{ department: 'logistics', count: 1 }],
        channels: [{ channel: 'phone', count: 4 }],
      },
      settledFirst: { closed: 3, settled: 1, percent: 33.33 },
      satisfaction: { complainants: { closed: 3, satisfied: 2, rating: 4 } },
    });
    expect(figures.departments).toEqual([
      {
        department: 'technical',
        count: 3,
        open: 0,
        overdue: 0,
        heldMs: 1_000,
        broken: [{ clause: 'a/1', count: 1 }],
      },
      {
        department: 'logistics',
        count: 1,
        open: 1,
        overdue: 1,
        heldMs: 60_000,
        broken: [{ clause: 'a/2', count: 1 }],
      },
    ]);
    expect(figures.persons).toContainEqual({
      user: 'han',
      owned: { count: 0, open: 0, overdue: 0 },
      handled: { count: 1, open: 1, overdue: 1 },
      broken: 0,
    });
    expect(figures.persons).toContainEqual(expect.objectContaining({ user: 'lea', broken: 1 }));

    expect(await scene.standing(report)).toMatchObject({ tasks: [{ kind: 'answer' }] });
    expect(await scene.stores.reports.answer(report._id, 'More people', BY, new Date())).toBe(true);
    expect(await scene.stores.reports.answer(report._id, 'Fewer', BY, new Date())).toBe(false);
    const answered = await scene.stores.reports.find(report._id);
    expect(answered?.answer?.text).toBe('More people');
    expect(answered && (await scene.standing(answered))).toMatchObject({ state: 'done' });
  });
});
