import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Refusal } from '../administration/parts/refusal';
import { useSending } from '../administration/parts/use-sending';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';

type Settings = Schemas['NoticeSettings'];

const DIGESTS = ['none', 'hourly', 'daily'] as const;

interface Chosen {
  readonly digest: Settings['digest'];
  readonly from?: string;
  readonly to?: string;
}

/** How somebody is told: by mail too or in the console alone, gathered or at once, and when no mail comes. */
export function NoticeSettings({ user }: { readonly user: string }) {
  const path = { params: { path: { user } } };
  const queryKey = ['notice-settings', user];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => answered(api.GET('/api/v1/people/{user}/notice-settings', path)),
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="page" />;
  return <SettingsForm key={user} user={user} settings={data} queryKey={queryKey} />;
}

interface Props {
  readonly user: string;
  readonly settings: Settings;
  readonly queryKey: readonly string[];
}

function SettingsForm({ user, settings, queryKey }: Props) {
  const say = useSay();
  const queries = useQueryClient();
  const { sending, failure, send } = useSending();
  const [mail, setMail] = useState(settings.channels.includes('email'));
  const [saved, setSaved] = useState(false);
  const save = async ({ digest, from, to }: Chosen): Promise<void> => {
    const sent = await send(() =>
      answered(
        api.POST('/api/v1/people/{user}/notice-settings', {
          params: { path: { user } },
          body: {
            quietHours: from && to ? { from, to } : null,
            digest,
            channels: mail ? ['in-app', 'email'] : ['in-app'],
          },
        }),
      ),
    );
    setSaved(sent !== undefined);
    if (sent) queries.setQueryData(queryKey, sent.answer);
  };
  /** Both or none: half a time says nothing. */
  const together = (other: 'from' | 'to') => ({
    dependencies: [other],
    rules: [
      ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
        validator: (_: unknown, value: unknown) => checkPair(value, getFieldValue(other)),
      }),
    ],
  });
  const checkPair = async (value: unknown, other: unknown): Promise<void> => {
    await Promise.resolve();
    if (!value && other) throw new Error(say('notices.settings.both'));
    if (value && value === other) throw new Error(say('notices.settings.differ'));
  };
  return (
    <Form<Chosen>
      // Keeps its fields' ids apart from those of other forms on the page.
      name="told"
      layout="vertical"
      requiredMark={false}
      initialValues={{
        digest: settings.digest,
        from: settings.quietHours?.from,
        to: settings.quietHours?.to,
      }}
      onFinish={save}
      onValuesChange={() => setSaved(false)}
    >
      <Checkbox
        checked={mail}
        onChange={({ target }) => {
          setMail(target.checked);
          setSaved(false);
        }}
      >
        {say('notices.settings.mail')}
      </Checkbox>
      <Form.Item name="digest" label={say('notices.settings.digest')}>
        <Select<Settings['digest']>
          disabled={!mail}
          options={DIGESTS.map((value) => ({ value, label: say(`notices.settings.digest.${value}`) }))}
        />
      </Form.Item>
      <div className="pair">
        <Form.Item name="from" label={say('notices.settings.from')} {...together('to')}>
          <Input type="time" disabled={!mail} />
        </Form.Item>
        <Form.Item name="to" label={say('notices.settings.to')} {...together('from')}>
          <Input type="time" disabled={!mail} />
        </Form.Item>
      </div>
      <p className="quiet">{say('notices.settings.about', { zone: settings.zone })}</p>
      <Refusal failure={failure} />
      <Button htmlType="submit" loading={sending}>
        {say('notices.settings.save')}
      </Button>{' '}
      <span role="status" className="quiet">
        {saved && say('notices.settings.saved')}
      </span>
    </Form>
  );
}
