import { ApiClient, type Answer } from './client';
import type { System } from './system';

/** A password that the rules take. */
export const PASSWORD = 'harbour violet pencil 27';

/** What a browser that shows our pages sends along. */
const OUR_PAGE = { 'Sec-Fetch-Site': 'same-origin' };

/** A browser: it keeps the cookies that it is given, and says where its requests come from. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  private readonly client: ApiClient;

  constructor(readonly url: string) {
    this.client = new ApiClient(url, undefined);
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.keeping(this.client.get(path, this.with(headers)));
  }

  post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = OUR_PAGE): Promise<Answer> {
    return this.keeping(this.client.post(path, body, this.with(headers)));
  }

  signIn(user: string, password: string = PASSWORD): Promise<Answer> {
    return this.post('session', { user, password });
  }

  /** The value of a cookie. */
  cookie(name = 'redress'): string | undefined {
    return this.cookies.get(name);
  }

  /** Plants a cookie, as somebody else may have done. */
  plant(value: string, name = 'redress'): void {
    this.cookies.set(name, value);
  }

  /** Another browser with the same cookies. */
  copy(): Browser {
    const other = new Browser(this.url);
    for (const [name, value] of this.cookies) other.plant(value, name);
    return other;
  }

  private with(headers: Readonly<Record<string, string>>): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { ...headers, ...(cookie !== '' && { Cookie: cookie }) };
  }

  private async keeping(asked: Promise<Answer>): Promise<Answer> {
    const answer = await asked;
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}

/** Gives people of the demo company a password of their own. */
export async function giveAccounts(system: System, ...users: readonly string[]): Promise<void> {
  const { accounts, passwords } = system.services;
  const hash = await passwords.hash(PASSWORD);
  for (const user of users) {
    await accounts.setPassword(user, { hash, by: user, mustChange: false, at: new Date() });
  }
}

/** A browser in which somebody has signed in. */
export async function signedIn(system: System, user: string, password: string = PASSWORD): Promise<Browser> {
  const browser = new Browser(system.url);
  const { status, body } = await browser.signIn(user, password);
  if (status !== 200) throw new Error(`${user} was not let in: ${status} ${JSON.stringify(body)}`);
  return browser;
}
