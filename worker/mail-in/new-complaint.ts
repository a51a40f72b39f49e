import type { Intake } from '../../domain/case/intake';
import { maskPersonalNumbers } from '../../domain/guard/personal-numbers';
import type { Policy } from '../../domain/policy/policy';
import type { IncomingMail } from './incoming-mail';
import { cut } from './what-it-says';

/** The longest name. */
const LINE = 200;
/** How packs that know the channel call it. */
const CHANNELS = ['email', 'e-mail', 'mail'] as const;

export interface ComplaintParts {
  readonly from: IncomingMail['from'];
  readonly matter: string;
  /** When our mail server had it. ISO 8601. */
  readonly receivedAt: string;
  /** The mailbox that it came to. */
  readonly mailbox: string;
}

/** The intake that a mail becomes. What a pack's form demands of an agent is not asked of a mail: agents ask for it. */
export function complaintOf({ from, matter, receivedAt, mailbox }: ComplaintParts, policy: Policy): Intake {
  const known = policy.channels.map(({ id }) => id);
  return {
    kind: policy.kinds.includes('complaint') ? 'complaint' : (policy.kinds[0] ?? 'complaint'),
    channel: CHANNELS.find((channel) => known.includes(channel)) ?? 'email',
    channelDetail: mailbox,
    receivedAt,
    customer: { name: nameOf(from, policy.sensitive), email: from.address },
    matter,
  };
}

function nameOf({ name, address }: IncomingMail['from'], patterns: readonly string[]): string {
  const given = name === '' ? address.slice(0, address.lastIndexOf('@')) : name;
  return cut(maskPersonalNumbers(given, patterns), LINE) || address;
}
