import { Button, Form, Input } from 'antd';
import { InstantInput } from '../../commands/instant-input';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { useNow } from '../../time/now';
import { Time } from '../../time/time';
import { ConfirmButton } from '../parts/confirm-button';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';

type Person = Schemas['Person'];

const MINUTE = 60_000;

/** When somebody is away: now, and what is to come. */
export function Absences({ person, changes }: { readonly person: Person; readonly changes: boolean }) {
  const say = useSay();
  const now = useNow(MINUTE);
  const reload = useReload();
  const open = person.absences.filter(({ to }) => Date.parse(to) > now);
  return (
    <section className="panel" aria-labelledby="absences">
      <h2 id="absences">{say('adm.absences')}</h2>
      {open.length === 0 && <p className="quiet">{say('adm.absences-none')}</p>}
      <ul className="plain rows">
        {open.map(({ id, from, to, reason }) => (
          <li key={id}>
            <span className="grow">
              <Time at={from} /> – <Time at={to} />{' '}
              {reason !== undefined && <span className="quiet">{reason}</span>}
            </span>
            {changes && (
              <ConfirmButton
                size="small"
                label={say(Date.parse(from) <= now ? 'adm.absence-end' : 'adm.absence-remove')}
                act={async () => {
                  const path = { user: person.user, id };
                  await answered(api.POST('/api/v1/people/{user}/absences/{id}/end', { params: { path } }));
                  await reload();
                }}
              >
                {say('adm.absence-end-about')}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
      {changes && <NewAbsence user={person.user} />}
    </section>
  );
}

interface AbsenceInput {
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
}

function NewAbsence({ user }: { readonly user: string }) {
  const say = useSay();
  const reload = useReload();
  const [form] = Form.useForm<AbsenceInput>();
  const { sending, failure, send } = useSending();
  const enter = async ({ from, to, reason }: AbsenceInput): Promise<void> => {
    const body = { from, to, ...(reason !== undefined && reason !== '' && { reason }) };
    const path = { user };
    const sent = await send(() =>
      answered(api.POST('/api/v1/people/{user}/absences', { params: { path }, body })),
    );
    if (!sent) return;
    form.resetFields();
    await reload();
  };
  const required = { required: true, message: say('form.required') };
  return (
    <Form<AbsenceInput> form={form} layout="vertical" requiredMark={false} onFinish={enter}>
      <div className="pair">
        <Form.Item name="from" label={say('adm.from')} rules={[required]}>
          <InstantInput />
        </Form.Item>
        <Form.Item name="to" label={say('adm.to')} rules={[required]}>
          <InstantInput />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={say('adm.reason-optional')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="stack">
        <Refusal failure={failure} />
        <Button htmlType="submit" loading={sending}>
          {say('adm.absence-enter')}
        </Button>
      </div>
    </Form>
  );
}
