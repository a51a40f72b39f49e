import { Browser } from './browser';
import type { Answer } from './client';
import { begun, unclassified } from './complaints';
import { codeIn, mailsTo, mailTo, tokenIn } from './mailbox';
import type { System } from './system';

const OUR_PAGE = { 'Sec-Fetch-Site': 'same-origin' };

/** The subject of a mail with a code. */
export const CODE_MAIL = /验证码/;
/** That of the mail by which a customer first hears of their case. */
export const FIRST_MAIL = /已受理/;

/** A customer's browser, with the page of their link open. */
export class CustomerBrowser {
  constructor(
    readonly system: System,
    readonly token: string,
    readonly browser: Browser = new Browser(system.url),
  ) {}

  get(path: string): Promise<Answer> {
    return this.browser.get(`customer/${path}`, { 'Customer-Link': this.token, ...OUR_PAGE });
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.browser.post(`customer/${path}`, body, { 'Customer-Link': this.token, ...OUR_PAGE });
  }

  /** Sends a file as the page does. */
  async send(content: Buffer, type: string, filename: string): Promise<Answer> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)], { type }), filename);
    const cookie = `redress-customer=${this.browser.cookie('redress-customer') ?? ''}`;
    const response = await fetch(`${this.system.url}/api/v1/customer/files`, {
      method: 'POST',
      headers: { 'Customer-Link': this.token, Cookie: cookie, ...OUR_PAGE },
      body: form,
    });
    const body: unknown = await response.json();
    return {
      status: response.status,
      headers: response.headers,
      body: typeof body === 'object' && body !== null ? { ...body } : {},
    };
  }

  /** Asks for a code, reads it in the mailbox, and enters it. */
  async enter(address: string): Promise<Answer> {
    const folder = this.system.config.mail.mailboxDir;
    const before = (await mailsTo(folder, address)).filter(({ subject }) => CODE_MAIL.test(subject)).length;
    const asked = await this.post('code', {});
    if (asked.status !== 200) throw new Error(`No code was sent: ${JSON.stringify(asked.body)}`);
    const mails = (await mailsTo(folder, address)).filter(({ subject }) => CODE_MAIL.test(subject));
    const mail = mails[before];
    if (!mail) throw new Error('The code did not come.');
    return this.post('code/entry', { code: codeIn(mail.subject) });
  }
}

/** The browser in which somebody opens the link that came to their mailbox. */
export async function atTheirLink(system: System, address: string): Promise<CustomerBrowser> {
  const mail = await mailTo(system.config.mail.mailboxDir, address, FIRST_MAIL);
  return new CustomerBrowser(system, tokenIn(mail.text));
}

export const NAME = '王小明';
export const MATTER = '电视开机五分钟后自动重启，已连续三天。';

let people = 0;

export interface CustomerCase {
  readonly number: string;
  readonly email: string;
  readonly customer: CustomerBrowser;
}

/** A case of somebody with a mailbox of their own, and the browser in which they open its link. */
export async function caseOfCustomer(system: System): Promise<CustomerCase> {
  people += 1;
  const email = `customer-${people}@example.com`;
  const body = { ...unclassified, customer: { name: NAME, email }, matter: MATTER };
  const number = await begun(system.as('agent'), body);
  return { number, email, customer: await atTheirLink(system, email) };
}

/** One whose code has been entered. */
export async function enteredCase(system: System): Promise<CustomerCase> {
  const one = await caseOfCustomer(system);
  const { status } = await one.customer.enter(one.email);
  if (status !== 200) throw new Error(`The code was not taken: ${status}`);
  return one;
}
