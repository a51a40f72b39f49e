import { Alert, Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, type CaseView } from '../http/client';
import { answered, Failure } from '../http/failure';
import { useSay } from '../language/language';
import { serverWords } from '../language/server-words';
import { failureText } from '../look/page-failure';
import { useTitle } from '../look/title';
import { files, useSession } from '../session/session';
import {
  forgetDraft,
  isEmpty,
  keepDraft,
  keptDraft,
  newDraft,
  written,
  type Draft,
  type Filing,
} from './draft';
import { Filed } from './filed';
import { IntakeForm } from './intake-form';
import { PreviewPanel } from './preview-panel';
import { usePreview } from './use-preview';

/** One page that follows a phone call: who, what, when, how it shows, what they wish. */
export default function IntakePage() {
  const say = useSay();
  const session = useSession();
  useTitle(say('shell.new'));
  const [filed, setFiled] = useState<CaseView>();
  if (!files(session)) return <p className="notice-box">{say('intake.not-allowed')}</p>;
  return filed ? <Filed view={filed} again={() => setFiled(undefined)} /> : <Writing filed={setFiled} />;
}

function Writing({ filed }: { readonly filed: (view: CaseView) => void }) {
  const say = useSay();
  const queries = useQueryClient();
  const { user } = useSession();
  const [kept, setKept] = useState(() => keptDraft(user) ?? newDraft());
  const [restored] = useState(() => !isEmpty(kept));
  const [problem, setProblem] = useState<Failure>();
  const [sending, setSending] = useState(false);
  const preview = usePreview(kept.draft);
  const found = preview.data;

  // What must never be kept is not kept in the browser either.
  const holdsNumber = (found?.personalNumbers.length ?? 0) > 0;
  useEffect(() => {
    if (holdsNumber || isEmpty(kept)) forgetDraft(user);
    else keepDraft(user, kept);
  }, [kept, holdsNumber, user]);

  const change = useCallback((draft: Draft) => setKept(({ key }) => ({ draft, key })), []);
  const start = (): void => {
    forgetDraft(user);
    setKept(newDraft());
    setProblem(undefined);
  };

  const file = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    setProblem(undefined);
    try {
      const body = filingOf(kept.draft);
      const params = { header: { 'Idempotency-Key': kept.key } };
      const view = await answered(api.POST('/api/v1/complaints', { params, body }));
      forgetDraft(user);
      void queries.invalidateQueries({ queryKey: ['cases'] });
      filed(view);
    } catch (error) {
      setProblem(error instanceof Failure ? error : new Failure(0, 'unreached', ''));
    } finally {
      setSending(false);
    }
  };
  const latest = useRef(file);
  useEffect(() => {
    latest.current = file;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void latest.current();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);

  return (
    <div className="intake-page">
      <h1 className="page-title">
        {say('shell.new')} <span className="quiet small">{say('intake.keys')}</span>
      </h1>
      <div className="intake-columns">
        <section aria-label={say('intake.record')}>
          {restored && !isEmpty(kept) && (
            <p className="quiet small">
              {say('intake.restored')}{' '}
              <Button type="link" size="small" className="flush" onClick={start}>
                {say('intake.start-anew')}
              </Button>
            </p>
          )}
          <IntakeForm
            key={kept.key}
            draft={kept.draft}
            change={change}
            preview={found}
            problems={problem?.fields ?? []}
          />
          {problem && (
            <Alert
              type="info"
              showIcon
              role="alert"
              title={problem.fields.length > 0 ? say('intake.not-yet') : failureText(problem, say)}
              description={<ProblemList problem={problem} />}
            />
          )}
          <div className="form-end">
            <Button type="primary" size="large" loading={sending} onClick={() => void file()}>
              {say('intake.file')}
            </Button>
            <span className="quiet">Ctrl+Enter</span>
          </div>
        </section>
        <PreviewPanel preview={found} failure={preview.error} draft={kept.draft} />
      </div>
    </div>
  );
}

function ProblemList({ problem }: { readonly problem: Failure }) {
  const say = useSay();
  return (
    <ul className="plain">
      {problem.fields.map(({ field, message }) => (
        <li key={`${field} ${message}`}>{serverWords(say, message, field)}</li>
      ))}
    </ul>
  );
}

/** The server says which of the fields that it needs are still missing. */
function filingOf(draft: Draft): Filing {
  const given = written(draft);
  const { customer, channel, matter } = given;
  return {
    ...given,
    channel: channel ?? '',
    matter: matter ?? '',
    customer: { ...customer, name: customer?.name ?? '' },
  };
}
