// A real OpenID provider for tests: node openid-provider.mjs <port> <redirect uri>. Everybody signs in by naming
// themselves in the header X-Test-User of the request to the interaction page.
import { Provider } from 'oidc-provider';

const [port, redirectUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const people = {
  lisa: {
    preferred_username: 'lisa',
    name: '李莎',
    email: 'lisa@example.com',
    email_verified: true,
    groups: ['support'],
  },
  mona: { preferred_username: 'mona', name: '莫娜', groups: ['support', 'leads'] },
  nils: { preferred_username: 'nils', name: '倪思', groups: ['strangers'] },
  // Calls themselves as somebody here is called who has a password.
  oscar: { preferred_username: 'administrator', name: '冒名', groups: ['support'] },
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'redress',
      client_secret: 'a secret that the test knows',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
  claims: {
    openid: ['sub'],
    profile: ['name', 'preferred_username', 'groups'],
    email: ['email', 'email_verified'],
  },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client.clientId,
      accountId: oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

provider.use(async (context, next) => {
  if (!context.path.startsWith('/interaction/')) return next();
  const login = { accountId: String(context.get('X-Test-User')) };
  await provider.interactionFinished(context.req, context.res, { login }, { mergeWithLastSubmission: false });
  context.respond = false;
});

provider.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
