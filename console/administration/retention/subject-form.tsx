import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';
import { SubjectErasure } from './subject-erasure';

const FIELDS = ['phone', 'email', 'account', 'name'] as const;

interface Asked extends Partial<Record<(typeof FIELDS)[number], string>> {
  readonly reason: string;
}

/** Finds all that is kept about a customer, and takes it out with a letter of answer. */
export function SubjectForm() {
  const say = useSay();
  const [found, setFound] = useState<Schemas['SubjectRequest']>();
  const { sending, failure, send } = useSending();
  const ask = async ({ reason, ...customer }: Asked): Promise<void> => {
    const given = Object.fromEntries(
      FIELDS.flatMap((field) => {
        const text = customer[field]?.trim();
        return text ? [[field, text]] : [];
      }),
    );
    setFound(undefined);
    const sent = await send(() => answered(api.POST('/api/v1/subjects', { body: { ...given, reason } })));
    if (sent) setFound(sent.answer);
  };
  return (
    <div className="subject-form">
      <p className="quiet">{say('sub.about')}</p>
      <Form<Asked> layout="vertical" requiredMark={false} onFinish={ask}>
        {FIELDS.map((field) => (
          <Form.Item
            key={field}
            name={field}
            label={say(`sub.${field}`)}
            {...(field === 'name' && { extra: say('sub.name-hint') })}
          >
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
        ))}
        <Form.Item
          name="reason"
          label={say('keep.reason')}
          rules={[{ required: true, min: 5, whitespace: true, message: say('keep.reason-short') }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <Refusal failure={failure} />
        <Button type="primary" htmlType="submit" loading={sending}>
          {say('sub.ask')}
        </Button>
      </Form>
      <div role="status">{found && <Found found={found} />}</div>
    </div>
  );
}

function Found({ found }: { readonly found: Schemas['SubjectRequest'] }) {
  const { id, cases, followUps, mails, importRows } = found;
  const say = useSay();
  return (
    <>
      <p>
        {cases.length === 0
          ? say('sub.found-none')
          : say('sub.found', { n: cases.length, numbers: cases.join(say('list.and')) })}
      </p>
      {followUps + mails + importRows > 0 && <p>{say('sub.besides', { followUps, mails, importRows })}</p>}
      <p>
        <a href={`/api/v1/subjects/${id}/file`} download>
          {say('sub.file')}
        </a>
      </p>
      <SubjectErasure key={id} id={id} />
    </>
  );
}
