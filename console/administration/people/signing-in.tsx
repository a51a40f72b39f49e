import { useState } from 'react';
import { useCompany } from '../../company/company';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Time } from '../../time/time';
import { ConfirmButton } from '../parts/confirm-button';
import { useReload } from '../parts/queries';
import { ShownOnce } from '../parts/shown-once';
import { firstPassword } from './first-password';

type Account = Schemas['Account'];

interface Props {
  readonly account: Account;
  /** Whether the reader may change it: nobody locks themselves out. */
  readonly changes: boolean;
}

/** How somebody signs in, and what ends it. */
export function SigningIn({ account, changes }: Props) {
  const say = useSay();
  const reload = useReload();
  const [shown, setShown] = useState<string>();
  const { user, name, disabled, provider, password, sessions, lastSignInAt, roles } = account;
  const path = { params: { path: { user } } };
  const isSystem = roles.includes('integration');
  const reset = async (): Promise<void> => {
    const chosen = firstPassword();
    await answered(api.POST('/api/v1/accounts/{user}/password', { ...path, body: { password: chosen } }));
    await reload();
    setShown(chosen);
  };
  return (
    <section className="panel" aria-labelledby="signing-in">
      <h2 id="signing-in">{say('adm.signing-in')}</h2>
      <dl className="admin-facts">
        <dt>{say('adm.state')}</dt>
        <dd>{say(disabled ? 'adm.disabled' : 'adm.enabled')}</dd>
        <dt>{say('adm.password')}</dt>
        <dd>
          <PasswordState provider={provider} password={password} isSystem={isSystem} />
        </dd>
        <dt>{say('adm.last-sign-in')}</dt>
        <dd>{lastSignInAt === null ? '–' : <Time at={lastSignInAt} />}</dd>
        <dt>{say('adm.sessions')}</dt>
        <dd>{sessions}</dd>
      </dl>
      {changes && (
        <div className="admin-acts">
          {!provider && !isSystem && (
            <ConfirmButton label={say('adm.reset')} act={reset}>
              {say('adm.reset-about', { name })}
            </ConfirmButton>
          )}
          {sessions > 0 && (
            <ConfirmButton
              label={say('adm.end-sessions')}
              act={async () => {
                await answered(api.POST('/api/v1/accounts/{user}/sessions/end', path));
                await reload();
              }}
            >
              {say('adm.end-sessions-about', { name, sessions })}
            </ConfirmButton>
          )}
          <ConfirmButton
            label={say(disabled ? 'adm.enable' : 'adm.disable')}
            act={async () => {
              await (disabled
                ? answered(api.POST('/api/v1/accounts/{user}/enable', path))
                : answered(api.POST('/api/v1/accounts/{user}/disable', path)));
              await reload();
            }}
          >
            {say(disabled ? 'adm.enable-about' : 'adm.disable-about', { name })}
          </ConfirmButton>
        </div>
      )}
      {shown !== undefined && (
        <ShownOnce
          title={say('adm.first-password')}
          about={say('adm.first-password-about', { user })}
          secret={shown}
          close={() => setShown(undefined)}
        />
      )}
    </section>
  );
}

function PasswordState({
  provider,
  password,
  isSystem,
}: Pick<Account, 'provider' | 'password'> & { readonly isSystem: boolean }) {
  const say = useSay();
  const { person } = useCompany();
  if (provider) return say('adm.password-provider');
  if (isSystem) return say('adm.password-system');
  if (!password) return say('adm.password-none');
  const by = say(password.mustChange ? 'adm.password-first' : 'adm.password-set', {
    by: person(password.setBy),
  });
  return (
    <>
      {by} <Time at={password.setAt} />
    </>
  );
}
