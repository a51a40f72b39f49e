import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useParams } from 'react-router';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useTitle } from '../../look/title';
import { NoticeSettings } from '../../notices/notice-settings';
import { useSession } from '../../session/session';
import { administers } from '../areas';
import { Heading } from '../parts/heading';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';
import { Absences } from './absences';
import { Deputy } from './deputy';
import { ProfileFields, type ProfileInput } from './profile-fields';
import { SigningIn } from './signing-in';

type Account = Schemas['Account'];

/** One person: who they are, how they sign in, who stands in for them, and when they are away. */
export default function PersonPage() {
  const say = useSay();
  const { user = '' } = useParams();
  const session = useSession();
  const path = { params: { path: { user } } };
  const account = useQuery({
    queryKey: ['administration', 'account', user],
    queryFn: () => answered(api.GET('/api/v1/accounts/{user}', path)),
  });
  const person = useQuery({
    queryKey: ['administration', 'person', user],
    queryFn: () => answered(api.GET('/api/v1/people/{user}', path)),
  });
  useTitle(account.data?.name ?? user);
  const failed = [account, person].find(({ error }) => error !== null);
  if (!account.data || !person.data) {
    return failed ? <PageFailure error={failed.error} retry={failed.refetch} /> : <Loading what="page" />;
  }
  const changes = administers(session);
  return (
    <>
      <Heading
        title={account.data.name}
        about={account.data.user}
        back={{ to: '/administration/people', title: say('adm.people') }}
      />
      <div className="admin-columns">
        <section className="panel" aria-labelledby="profile">
          <h2 id="profile">{say('adm.profile')}</h2>
          <Profile key={profileKey(account.data)} account={account.data} changes={changes} />
        </section>
        <div className="stack">
          <SigningIn account={account.data} changes={changes && user !== session.user} />
          <Deputy person={person.data} changes={changes} />
          <Absences person={person.data} changes={changes} />
          {changes && (
            <section className="panel" aria-labelledby="told">
              <h2 id="told">{say('notices.settings')}</h2>
              <NoticeSettings user={user} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}

/** What has been changed elsewhere is shown, not what was typed before. */
function profileKey({ name, roles, department, email }: Account): string {
  return JSON.stringify([name, roles, department, email]);
}

function Profile({ account, changes }: { readonly account: Account; readonly changes: boolean }) {
  const say = useSay();
  const session = useSession();
  const reload = useReload();
  const { sending, failure, send } = useSending();
  const isOwn = session.user === account.user;
  const save = async ({ name, roles, department, email }: ProfileInput): Promise<void> => {
    const path = { user: account.user };
    const body = {
      name,
      ...(!isOwn && { roles }),
      department: department ?? null,
      email: email === undefined || email === '' ? null : email,
    };
    const sent = await send(() =>
      answered(api.POST('/api/v1/accounts/{user}/change', { params: { path }, body })),
    );
    if (sent) await reload();
  };
  return (
    <Form<ProfileInput>
      layout="vertical"
      requiredMark={false}
      disabled={!changes}
      initialValues={{
        name: account.name,
        roles: account.roles,
        ...(account.department !== null && { department: account.department }),
        ...(account.email !== null && { email: account.email }),
      }}
      onFinish={save}
    >
      <ProfileFields ownRoles={isOwn} />
      {changes && (
        <div className="stack">
          {account.provider && <p className="quiet">{say('adm.from-provider')}</p>}
          <Refusal failure={failure} />
          <Button type="primary" htmlType="submit" loading={sending}>
            {say('adm.save')}
          </Button>
          <p className="quiet">{say('adm.profile-about')}</p>
        </div>
      )}
    </Form>
  );
}
