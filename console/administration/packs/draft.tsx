import { Button, Segmented } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useLanguage } from '../../language/language';
import { Loading } from '../../look/loading';
import { useSession } from '../../session/session';
import { Heading } from '../parts/heading';
import { Refusal } from '../parts/refusal';
import { Difference } from './difference';
import type { Mistake } from './editor';
import { forgetDraft, keepDraft, keptDraft, type KeptDraft } from './kept-draft';
import { problemInChinese } from './problem-words';
import { Problems } from './problems';
import { Publish } from './publish';
import { Sentences } from './sentences';
import { SimulatePanel } from './simulate-panel';
import { useCheck } from './use-check';

const Editor = lazy(() => import('./editor'));

const VIEWS = ['problems', 'sentences', 'difference', 'simulation'] as const;
type View = (typeof VIEWS)[number];

interface Props {
  /** Empty: a new one. */
  readonly pack: string;
  readonly published: KeptDraft;
  readonly format: unknown;
}

/** The text of a pack, and beside it what is wrong with it, what it says, and what it would have done. */
export function Draft({ pack, published, format }: Props) {
  const { say, language } = useLanguage();
  const { user } = useSession();
  const [{ text, basedOn }, setDraft] = useState(() => keptDraft(user, pack) ?? published);
  const [began, setBegan] = useState(0);
  const [view, setView] = useState<View>('problems');
  const [go, setGo] = useState<Mistake>();
  const [publishing, setPublishing] = useState(false);
  const { check, error, isCurrent } = useCheck(text);
  const problems = useMemo(
    () =>
      (check?.problems ?? []).map((problem) => ({
        ...problem,
        message: (language === 'zh' ? problemInChinese(problem.message) : undefined) ?? problem.message,
      })),
    [check, language],
  );
  const mistakes = useMemo(() => problems.filter(({ file }) => file === null), [problems]);
  const change = useCallback(
    (next: string) => {
      setDraft((draft) => ({ ...draft, text: next }));
      keepDraft(user, pack, { text: next, basedOn });
    },
    [user, pack, basedOn],
  );
  const isOwn = text !== published.text;
  const start = (): void => {
    forgetDraft(user, pack);
    setDraft(published);
    setBegan(began + 1);
  };
  const checked = isCurrent ? check?.pack : undefined;
  const home = '/administration/packs';
  return (
    <>
      <Heading
        title={say(pack === '' ? 'adm.pack-new' : 'adm.pack-edit')}
        about={pack === '' ? say('adm.pack-new-about') : say('adm.draft-about', { id: pack, n: basedOn })}
        back={pack === '' ? { to: home, title: say('adm.packs') } : { to: `${home}/${pack}`, title: pack }}
      >
        {isOwn && <Button onClick={start}>{say('adm.draft-forget')}</Button>}
        <Button type="primary" disabled={!checked?.changes} onClick={() => setPublishing(true)}>
          {say('adm.publish')}
        </Button>
      </Heading>
      {basedOn < published.basedOn && (
        <p className="panel">{say('adm.draft-old', { n: basedOn, newest: published.basedOn })}</p>
      )}
      <div className="draft">
        <Suspense fallback={<Loading what="page" />}>
          <Editor
            key={began}
            label={say('adm.view-text')}
            text={text}
            change={change}
            mistakes={mistakes}
            format={format}
            go={go}
          />
        </Suspense>
        <section className="panel" aria-label={say('adm.view')}>
          <Segmented<View>
            aria-label={say('adm.view')}
            value={view}
            options={VIEWS.map((value) => ({
              value,
              label:
                value === 'problems' && problems.length > 0
                  ? `${say('adm.view-problems')} ${problems.length}`
                  : say(`adm.view-${value}`),
            }))}
            onChange={setView}
          />
          <Refusal failure={error ?? undefined} />
          <p role="status" className="quiet">
            {say(stateOf(isCurrent, problems.length, check?.pack?.changes))}
          </p>
          {view === 'problems' && <Problems problems={problems} go={setGo} />}
          {view === 'sentences' && check?.pack && <Sentences sentences={check.pack.sentences} />}
          {view === 'difference' && check?.pack && (
            <Difference lines={check.pack.difference} none={say('adm.difference-none')} />
          )}
          {view === 'simulation' && check?.pack && <SimulatePanel text={text} pack={pack} />}
          {view !== 'problems' && check && !check.pack && <p>{say('adm.draft-mend-first')}</p>}
        </section>
      </div>
      {publishing && checked && (
        <Publish
          text={text}
          basedOn={checked.id === pack ? basedOn : checked.newest}
          checked={checked}
          close={() => setPublishing(false)}
          published={() => forgetDraft(user, pack)}
        />
      )}
    </>
  );
}

function stateOf(isCurrent: boolean, problems: number, changes: boolean | undefined) {
  if (!isCurrent) return 'adm.draft-checking';
  if (problems > 0) return 'adm.draft-wrong';
  return changes === false ? 'adm.draft-same' : 'adm.draft-good';
}
