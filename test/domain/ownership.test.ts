import { contactWays } from '../../domain/case/contact-ways';
import { ownerOnFiling } from '../../domain/case/ownership';
import { CUSTOMER, ROLES, type Role } from '../../domain/people/actor';

test('whoever files as an agent owns the case, and nobody else does', () => {
  const owning = ROLES.filter((role: Role) => ownerOnFiling({ user: 'ann', roles: [role] }) === 'ann');
  expect(owning).toEqual(['agent', 'specialist']);
  expect(ownerOnFiling(CUSTOMER)).toBeUndefined();
});

describe('the ways to reach a customer', () => {
  test.each([
    ['13800138000', ['sms']],
    ['+86 138 0013 8000', ['sms']],
    ['0086-13800138000', ['sms']],
    ['+1 415 555 0100', ['sms']],
    ['021-55556666', []],
    ['400-820-8820', []],
    ['+86 21 5555 6666', []],
  ])('%s takes text messages or not', (phone, ways) => {
    expect(contactWays({ name: '王小明', phone }, true)).toEqual(ways);
    expect(contactWays({ name: '王小明', phone }, false)).toEqual([]);
  });

  test('a mailbox comes first', () => {
    const customer = { name: '王小明', phone: '13800138000', email: 'wang@example.com' };
    expect(contactWays(customer, true)).toEqual(['email', 'sms']);
  });
});
