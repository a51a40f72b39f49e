import fc from 'fast-check';
import type { Actor } from '../../domain/people/actor';
import { inPlaceOf, mayStandIn } from '../../domain/people/acting';
import { awayUntil, isDeputyOf, standInFor } from '../../domain/people/standing-in';
import type { Colleague, Staff } from '../../domain/people/standing-in';

const AT = '2026-11-24T06:00:00.000Z';
const UNTIL = '2026-11-27T01:00:00.000Z';
const away = [{ from: '2026-11-23T01:00:00.000Z', to: UNTIL }];

type Company = Readonly<Record<string, Colleague>>;

function staffOf(company: Company, leads: Readonly<Record<string, string>> = {}): Staff {
  return { colleague: (user) => company[user], leadOf: (department) => leads[department] };
}

describe('who stands in', () => {
  test('nobody for somebody who is there, or whom the directory does not know', () => {
    const staff = staffOf({ lea: { absences: [], deputy: 'han' } });
    expect(standInFor('lea', AT, staff)).toEqual({ user: 'lea', via: [] });
    expect(standInFor('gone', AT, staff)).toEqual({ user: 'gone', via: [] });
  });

  test('the deputy, and while that one is away too, the deputy’s deputy', () => {
    const staff = staffOf({
      lea: { absences: away, deputy: 'han' },
      han: { absences: away, deputy: 'pia' },
      pia: { absences: [] },
    });
    expect(standInFor('lea', AT, staff)).toEqual({
      user: 'pia',
      via: [
        { user: 'lea', awayUntil: UNTIL, next: 'deputy' },
        { user: 'han', awayUntil: UNTIL, next: 'deputy' },
      ],
    });
  });

  test('the lead of the department where deputies name each other, or there are none', () => {
    const company = {
      han: { absences: away, deputy: 'pia', department: 'technical' },
      pia: { absences: away, deputy: 'han', department: 'sales' },
      uwe: { absences: away, department: 'technical' },
      lea: { absences: [] },
    };
    const staff = staffOf(company, { technical: 'lea' });
    expect(standInFor('han', AT, staff)).toEqual({
      user: 'lea',
      via: [
        { user: 'han', awayUntil: UNTIL, next: 'deputy' },
        { user: 'pia', awayUntil: UNTIL, next: 'department-lead' },
      ],
    });
    expect(standInFor('uwe', AT, staff).via).toEqual([
      { user: 'uwe', awayUntil: UNTIL, next: 'department-lead' },
    ]);
  });

  test('the lead’s own deputy, if the lead is away as well', () => {
    const company = {
      han: { absences: away, deputy: 'left', department: 'technical' },
      lea: { absences: away, deputy: 'max' },
      max: { absences: [] },
    };
    expect(standInFor('han', AT, staffOf(company, { technical: 'lea' }))).toEqual({
      user: 'max',
      via: [
        { user: 'han', awayUntil: UNTIL, next: 'department-lead' },
        { user: 'lea', awayUntil: UNTIL, next: 'deputy' },
      ],
    });
  });

  test('they themselves, where nobody at all is there, and it says so', () => {
    const company = {
      lea: { absences: away, deputy: 'han', department: 'technical' },
      han: { absences: away, deputy: 'han', department: 'technical' },
    };
    expect(standInFor('lea', AT, staffOf(company, { technical: 'lea' }))).toEqual({
      user: 'lea',
      via: [
        { user: 'lea', awayUntil: UNTIL, next: 'deputy' },
        { user: 'han', awayUntil: UNTIL, next: 'nobody' },
      ],
    });
  });

  test('from the first moment of an absence to the one before its end, over absences in a row', () => {
    const absences = [
      { from: '2026-11-26T00:00:00.000Z', to: UNTIL },
      { from: AT, to: '2026-11-26T00:00:00.000Z' },
    ];
    expect(awayUntil(absences, '2026-11-24T05:59:59.999Z')).toBeUndefined();
    expect(awayUntil(absences, '2026-11-24T14:00:00+08:00')).toBe(UNTIL);
    expect(awayUntil(absences, '2026-11-27T00:59:59.999Z')).toBe(UNTIL);
    expect(awayUntil(absences, UNTIL)).toBeUndefined();
  });
});

describe('whatever deputies are named', () => {
  const users = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const someone = fc.constantFrom(...users, 'unknown');
  const department = fc.constantFrom('x', 'y');
  const colleague: fc.Arbitrary<Colleague> = fc.record(
    { deputy: someone, department, absences: fc.constantFrom(away, away, []) },
    { requiredKeys: ['absences'] },
  );
  const companies = fc.record({
    company: fc.dictionary(fc.constantFrom(...users), colleague, { maxKeys: users.length }),
    leads: fc.dictionary(department, someone),
    user: fc.constantFrom(...users),
  });

  /** Everybody to whom deputies lead from there, in their order; it ends as there are no more than so many. */
  function chain(company: Company, from: string | undefined): string[] {
    const found: string[] = [];
    for (let user = from; user !== undefined && !found.includes(user); user = company[user]?.deputy) {
      if (company[user]) found.push(user);
    }
    return found;
  }
  const isAway = (company: Company, user: string) => (company[user]?.absences.length ?? 0) > 0;

  test('it comes to somebody, and to nobody away while somebody is there', () => {
    fc.assert(
      fc.property(companies, ({ company, leads, user }) => {
        const { user: found, via } = standInFor(user, AT, staffOf(company, leads));
        const lead = leads[company[user]?.department ?? ''];
        const reachable = [...chain(company, user), ...chain(company, lead)];
        const present = reachable.find((one) => !isAway(company, one));
        if (company[user]) expect(found).toBe(present ?? user);
        else expect({ found, via }).toEqual({ found: user, via: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  test('the way is one of people who are away, each followed by their deputy but where it says otherwise', () => {
    fc.assert(
      fc.property(companies, ({ company, leads, user }) => {
        const { user: found, via } = standInFor(user, AT, staffOf(company, leads));
        const way = [...via.map((one) => one.user), found];
        expect(way[0]).toBe(user);
        expect(new Set(via.map((one) => one.user)).size).toBe(via.length);
        for (const [index, passed] of via.entries()) {
          expect(passed.awayUntil).toBe(UNTIL);
          expect(isAway(company, passed.user)).toBe(true);
          const lead = leads[company[user]?.department ?? ''];
          const meant = { deputy: company[passed.user]?.deputy, 'department-lead': lead, nobody: user };
          expect(way[index + 1]).toBe(meant[passed.next]);
          if (passed.next === 'nobody') expect(index).toBe(via.length - 1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('rights go only to deputies, and to one of them', () => {
    fc.assert(
      fc.property(companies, ({ company, leads, user }) => {
        const staff = staffOf(company, leads);
        const deputies = users.filter((other) => isDeputyOf(other, user, AT, staff));
        const first = chain(company, user).find((one) => !isAway(company, one));
        const expected = isAway(company, user) && first !== undefined ? [first] : [];
        expect(deputies).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('acting in somebody’s place', () => {
  const handler: Actor = { user: 'han', roles: ['handler'], department: 'technical' };

  test('brings their roles, and says whose', () => {
    expect(inPlaceOf(handler, [{ user: 'lea', roles: ['lead'], department: 'technical' }])).toEqual({
      user: 'han',
      roles: ['handler', 'lead'],
      department: 'technical',
      standsInFor: ['lea'],
    });
    expect(inPlaceOf(handler, [{ user: 'sue', roles: ['supervisor'] }]).roles).toContain('supervisor');
  });

  test('makes nobody the lead of a department that is not theirs', () => {
    expect(inPlaceOf(handler, [{ user: 'max', roles: ['lead'], department: 'sales' }])).toEqual(handler);
    const homeless: Actor = { user: 'rex', roles: ['executive'] };
    expect(inPlaceOf(homeless, [{ user: 'max', roles: ['lead'] }])).toEqual(homeless);
  });

  test('never brings an administrator’s or auditor’s rights, nor them anybody’s', () => {
    expect(inPlaceOf(handler, [{ user: 'adm', roles: ['administrator'] }])).toEqual(handler);
    const auditor: Actor = { user: 'aud', roles: ['auditor'], department: 'technical' };
    expect(inPlaceOf(auditor, [{ user: 'lea', roles: ['lead'], department: 'technical' }])).toEqual(auditor);
    expect(mayStandIn(['lead', 'handler'])).toBe(true);
    expect(mayStandIn(['lead', 'auditor'])).toBe(false);
  });
});
