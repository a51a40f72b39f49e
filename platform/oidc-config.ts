import { z } from 'zod';
import { readFileVariable, type ConfigIssue } from './config-errors';

/** Signing in through an OpenID provider. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  /** What the button on the sign-in page says. */
  readonly title: string;
  readonly scope: string;
  /** The claim that becomes the user id of somebody who is new here. */
  readonly userClaim: string;
  /** The claim that lists somebody's groups. */
  readonly groupsClaim: string;
  /** What a group's members may do here; whoever knows the product's roles checks them. The earlier ones come first. */
  readonly groups: readonly OidcGroup[];
}

export interface OidcGroup {
  readonly group: string;
  readonly roles: readonly string[];
  readonly department?: string;
}

const GROUPS_FORM =
  'JSON that gives groups their roles, as in {"support": {"roles": ["agent"], "department": "customer-service"}}';
const ISSUER_FORM = 'the address of an OpenID provider: https://, or http:// on this machine';
const CLAIM_FORM = 'the name of a claim';

const claim = z.string({ error: () => CLAIM_FORM }).regex(/^[\w:./-]{1,200}$/, CLAIM_FORM);

/** The variables that need no other to be understood. */
export const oidcVariables = {
  OIDC_ISSUER: z.string().refine(isIssuer, ISSUER_FORM).optional(),
  OIDC_TITLE: z.string().max(60, 'at most 60 characters').default('OpenID Connect'),
  OIDC_SCOPE: z
    .string()
    .regex(/^openid( \S+)*$/, 'scopes that begin with openid')
    .default('openid profile email'),
  OIDC_USER_CLAIM: claim.default('preferred_username'),
  OIDC_GROUPS_CLAIM: claim.default('groups'),
} as const;

const given = z.object(oidcVariables);

const groupsSchema = z.record(
  z.string(),
  z.strictObject({ roles: z.array(z.string()).min(1), department: z.string().exactOptional() }),
);

/** The provider, if one is named; what is wrong or missing becomes an issue. */
export function readOidc(
  present: Readonly<Record<string, string | undefined>>,
  issues: ConfigIssue[],
): OidcConfig | undefined {
  if (present['OIDC_ISSUER'] === undefined) return undefined;
  const clientId = present['OIDC_CLIENT_ID'];
  if (clientId === undefined) {
    const expected = 'the id under which the provider knows this product';
    issues.push({ variable: 'OIDC_CLIENT_ID', problem: 'is missing', expected });
  }
  const groups = readGroups(present['OIDC_GROUPS'], issues);
  const clientSecret =
    present['OIDC_CLIENT_SECRET'] ??
    readFileVariable('OIDC_CLIENT_SECRET_FILE', present['OIDC_CLIENT_SECRET_FILE'], issues)
      ?.toString('utf8')
      .trim();
  const plain = given.safeParse(present);
  if (!plain.success || plain.data.OIDC_ISSUER === undefined || clientId === undefined || !groups) {
    return undefined;
  }
  return {
    issuer: plain.data.OIDC_ISSUER,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    title: plain.data.OIDC_TITLE,
    scope: plain.data.OIDC_SCOPE,
    userClaim: plain.data.OIDC_USER_CLAIM,
    groupsClaim: plain.data.OIDC_GROUPS_CLAIM,
    groups,
  };
}

function readGroups(text: string | undefined, issues: ConfigIssue[]): readonly OidcGroup[] | undefined {
  const read = groupsSchema.safeParse(text === undefined ? undefined : parsedJson(text));
  if (read.success) {
    return Object.entries(read.data).map(([group, entitled]) => ({ group, ...entitled }));
  }
  const problem = text === undefined ? 'is missing: nobody would be let in' : 'is not of its form';
  issues.push({ variable: 'OIDC_GROUPS', problem, expected: GROUPS_FORM });
  return undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is sent in the clear may be read on its way, so that only this machine may be asked so. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
}
