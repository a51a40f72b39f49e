import { PaperClipOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { Failure, failureOf, reached, recordOf } from '../http/failure';
import { useSay } from '../language/language';
import { failureText } from '../look/page-failure';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (attachment: string | undefined) => void;
}

/** What the server takes (20 MB). */
const LARGEST = 20_000_000;
const SHOWN_TYPES = /^image\/(png|jpeg|gif|webp)$/;

interface Chosen {
  readonly name: string;
  /** A data: address of an image. */
  readonly picture?: string;
}

/** A file: uploaded at once and shown before it becomes evidence; its value is the id that the server gave it. */
export function AttachmentInput({ id, onChange }: Props) {
  const say = useSay();
  const [chosen, setChosen] = useState<Chosen>();
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);

  const take = async (file: File): Promise<void> => {
    setProblem(undefined);
    setSending(true);
    try {
      if (file.size > LARGEST) throw new Failure(413, 'too-large', '');
      const attachment = await upload(file);
      const picture = SHOWN_TYPES.test(file.type) ? await addressOf(file) : undefined;
      setChosen({ name: file.name, ...(picture !== undefined && { picture }) });
      onChange?.(attachment);
    } catch (error) {
      setProblem(failureText(error, say));
    } finally {
      setSending(false);
    }
  };

  return (
    <div className="attachment">
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button {...(id !== undefined && { id })} icon={<PaperClipOutlined />} loading={sending}>
          {chosen?.name ?? say('attachment.choose')}
        </Button>
      </Upload>
      {chosen?.picture !== undefined && <img src={chosen.picture} alt={chosen.name} className="preview" />}
      {problem !== undefined && <p role="alert">{problem}</p>}
    </div>
  );
}

async function upload(file: File): Promise<string> {
  const form = new FormData();
  form.append('file', file);
  const response = await reached(fetch('/api/v1/attachments', { method: 'POST', body: form }));
  const body: unknown = await response.json().catch(() => undefined);
  const { id } = recordOf(body);
  if (!response.ok || typeof id !== 'string') throw failureOf(response, body);
  return id;
}

function addressOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(new Error('The file can’t be read.'));
    reader.readAsDataURL(file);
  });
}
