import { randomInt } from 'node:crypto';
import type { AccountStore } from '../../models/accounts';
import { hashPassword } from '../../platform/passwords';

/** Words that are easily read out and typed. */
const WORDS =
  'amber anchor apple basket bridge candle canyon carbon cedar copper coral cotton dragon eagle ember falcon ' +
  'forest garden ginger harbour hazel island ivory jasmine kettle ladder lantern lemon magnet maple marble meadow ' +
  'mirror needle nutmeg ocean olive orange orchid paper pebble pencil pepper piano pigeon planet pocket quartz ' +
  'rabbit ribbon river saddle silver spider sunset temple ticket tulip velvet violet walnut willow window winter';

/** By whom the passwords of demo people count as chosen: whoever has changed theirs is left alone. */
const CHOSEN_BY = 'redress-demo';

/**
 * The password of a demo person: the one that was made before, or a new one; undefined for somebody who has chosen
 * another one since.
 */
export async function demoPassword(
  user: string,
  earlier: string | undefined,
  accounts: AccountStore,
): Promise<string | undefined> {
  const account = await accounts.find(user);
  if (account?.passwordHash !== undefined) {
    if (account.passwordSetBy !== CHOSEN_BY) return undefined;
    if (earlier !== undefined) return earlier;
  }
  const password = newPassword();
  const hash = await hashPassword(password);
  // They are printed for whoever tries the product out: having to change each of them would help nobody.
  await accounts.setPassword(user, { hash, by: CHOSEN_BY, mustChange: false, at: new Date() });
  return password;
}

function newPassword(): string {
  const words = WORDS.split(' ');
  const word = () => words[randomInt(words.length)] ?? '';
  return `${word()}-${word()}-${word()}-${randomInt(10, 100)}`;
}
