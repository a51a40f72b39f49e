import { BlockList, isIP } from 'node:net';

/** Networks that an address from outside must not lead into (IANA's special-purpose registries). */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];
const LOOPBACK = ['127.0.0.0/8', '::1/128'];
const notPublic = blockList(NOT_PUBLIC);
const loopback = blockList(LOOPBACK);

/** Where webhooks may lead: public addresses, and the networks that an operator has named. */
export interface WebhookNetworks {
  /** Whether something may be sent to this IP address. */
  allows(address: string): boolean;
  readonly allowsLoopback: boolean;
}

/**
 * @param named networks in CIDR notation, and `loopback`
 * @throws RangeError if one is neither
 */
export function webhookNetworks(named: readonly string[]): WebhookNetworks {
  const allowsLoopback = named.includes('loopback');
  const allowed = blockList(named.flatMap((one) => (one === 'loopback' ? LOOPBACK : [one])));
  return {
    allowsLoopback,
    allows: (address) => !holds(notPublic, address) || holds(allowed, address),
  };
}

/**
 * What is wrong with an address for a webhook, before anybody asks where its name leads: that is checked with every
 * connection. Undefined: nothing.
 */
export function webhookAddressProblem(text: string, networks: WebhookNetworks): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return 'must be a whole address, as in https://example.com/hooks';
  if (url.username !== '' || url.password !== '') return 'must hold no user name or password';
  const host = hostOf(url);
  const toLoopback = host === 'localhost' || (isIP(host) !== 0 && holds(loopback, host));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && toLoopback && networks.allowsLoopback)) {
    return 'must begin with https://';
  }
  const leadsInside =
    isIP(host) === 0 ? host === 'localhost' && !networks.allowsLoopback : !networks.allows(host);
  return leadsInside
    ? 'must not lead into a private network; an operator can allow one with WEBHOOK_NETWORKS'
    : undefined;
}

/** The name or the IP address that a URL leads to. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    const family = isIP(address);
    if (family === 0 || !/^\d{1,3}$/.test(prefix)) throw new RangeError(`${network} is not a network.`);
    list.addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
