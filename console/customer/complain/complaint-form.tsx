import { useRef, useState, type ReactNode } from 'react';
import { answered, Failure } from '../../http/failure';
import { Failed } from '../failed';
import { Field } from '../field';
import { FilePicker } from '../file-picker';
import { api, newId, type Filed } from '../http';
import { useSay, type CustomerWord } from '../words/language';
import { EMPTY, problemsOf, serverProblems, type Entries, type Problems } from './form-problems';
import { canSolve, type Guard } from './guard';
import { Marked } from './marked';
import { useChecks } from './use-checks';
import { useGuard } from './use-guard';

interface Props {
  readonly filed: (filed: Filed, files: readonly File[]) => void;
}

/** No more can follow a complaint by the form. */
const MOST_FILES = 10;

export function ComplaintForm({ filed }: Props) {
  const say = useSay();
  const guard = useGuard();
  const [entries, setEntries] = useState(EMPTY);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [problems, setProblems] = useState<Problems>({});
  const [step, setStep] = useState<'typing' | 'guarding' | 'sending'>('typing');
  const [failure, setFailure] = useState<Failure>();
  const key = useKey();
  const form = useRef<HTMLFormElement>(null);

  const change = (name: keyof Entries) => (value: string) => {
    setEntries({ ...entries, [name]: value });
    setProblems(without(problems, name));
  };

  const submit = async () => {
    const missing = problemsOf(entries);
    setProblems(missing);
    setFailure(undefined);
    if (Object.keys(missing).length > 0) {
      showFirstProblem(form.current);
      return;
    }
    try {
      filed(await file(), files);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const found = serverProblems(error.fields, error.kind);
      setProblems(found);
      setFailure(error);
      setStep('typing');
      if (Object.keys(found).length > 0) showFirstProblem(form.current);
    }
  };

  /** A challenge that the page has had for too long is replaced, once. */
  const file = async (isAgain = false): Promise<Filed> => {
    setStep('guarding');
    const solved = await guard.solved();
    setStep('sending');
    try {
      return await sendComplaint(entries, solved, key(entries));
    } catch (error) {
      // Used up with whatever was sent: the next attempt needs another.
      if (error instanceof Failure && error.status > 0 && error.status < 500) guard.renew();
      if (isAgain || !(error instanceof Failure) || error.kind !== 'challenge-failed') throw error;
      return file(true);
    }
  };

  const texts = { entries, problems, change };
  return (
    <form
      ref={form}
      className="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1>{say('complain.title')}</h1>
      <p>{say('complain.intro')}</p>
      {!canSolve() && (
        <p className="problem" role="alert">
          {say('complain.insecure')}
        </p>
      )}
      <Line {...texts} name="name" label="complain.name" autoComplete="name" />
      <Line
        {...texts}
        name="phone"
        label="complain.phone"
        type="tel"
        autoComplete="tel"
        hint="complain.contact-hint"
      />
      <Line {...texts} name="email" label="complain.email" type="email" autoComplete="email" />
      <Text {...texts} name="matter" label="complain.matter" hint="complain.matter-hint" />
      <Line {...texts} name="occurredText" label="complain.occurred" hint="complain.occurred-hint" />
      <Text {...texts} name="expectation" label="complain.wish" />
      <div className="hidden-field" aria-hidden="true">
        <label>
          {say('complain.website')}
          <input
            type="text"
            name="website"
            tabIndex={-1}
            autoComplete="off"
            value={entries.website}
            onChange={({ target }) => change('website')(target.value)}
          />
        </label>
      </div>
      <div className="field">
        <span className="strong">{say('complain.files')}</span>
        <FilePicker
          label={say('files.add')}
          disabled={files.length >= MOST_FILES}
          onChosen={(chosen) => setFiles([...files, ...chosen].slice(0, MOST_FILES))}
        />
        <ul className="files">
          {files.map((one, index) => (
            <li key={`${index}-${one.name}`}>
              <span>{one.name}</span>
              <button
                type="button"
                className="quiet-button"
                aria-label={say('complain.remove', { name: one.name })}
                onClick={() => setFiles(files.filter((other) => other !== one))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p className="quiet small">{say('complain.privacy')}</p>
      {Object.keys(problems).length > 0 ? (
        <p className="problem" role="alert">
          {say('complain.errors')}
        </p>
      ) : (
        <Failed failure={failure} />
      )}
      <div className="row">
        <button type="submit" className="primary" disabled={step !== 'typing' || !canSolve()}>
          {say(BUTTON[step])}
        </button>
      </div>
    </form>
  );
}

const BUTTON = {
  typing: 'complain.submit',
  guarding: 'complain.guarding',
  sending: 'complain.submitting',
} as const satisfies Record<string, CustomerWord>;

interface EntryProps {
  readonly entries: Entries;
  readonly problems: Problems;
  readonly change: (name: keyof Entries) => (value: string) => void;
  readonly name: keyof Entries;
  readonly label: CustomerWord;
  readonly hint?: CustomerWord;
}

const LONGEST_LINE = 200;
const LONGEST_TEXT = 10_000;

function Line({
  type = 'text',
  autoComplete,
  ...props
}: EntryProps & { readonly type?: 'text' | 'tel' | 'email'; readonly autoComplete?: string }) {
  const { entries, change, name } = props;
  return (
    <Entry {...props}>
      {(control) => (
        <input
          {...control}
          type={type}
          name={name}
          {...(autoComplete !== undefined && { autoComplete })}
          maxLength={LONGEST_LINE}
          value={entries[name]}
          onChange={({ target }) => change(name)(target.value)}
        />
      )}
    </Entry>
  );
}

function Text(props: EntryProps) {
  const { entries, change, name } = props;
  return (
    <Entry {...props}>
      {(control) => (
        <textarea
          {...control}
          name={name}
          maxLength={LONGEST_TEXT}
          value={entries[name]}
          onChange={({ target }) => change(name)(target.value)}
        />
      )}
    </Entry>
  );
}

type Draw = Parameters<typeof Field>[0]['children'];

/** A field with the guard for numbers that are never kept. */
function Entry({ entries, problems, name, label, hint, children }: EntryProps & { readonly children: Draw }) {
  const say = useSay();
  const checked = useChecks(entries[name]);
  const word = problems[name];
  const problem: ReactNode =
    checked && checked.text === entries[name] && checked.numbers.length > 0 ? (
      <Marked {...checked} />
    ) : (
      word && say(word)
    );
  return (
    <Field
      label={say(label)}
      {...(hint !== undefined && { hint: say(hint) })}
      {...(problem !== undefined && { problem })}
    >
      {children}
    </Field>
  );
}

/** The same key for the same content, so that sending it once more files nothing twice. */
function useKey(): (entries: Entries) => string {
  const last = useRef({ content: '', key: '' });
  return (entries) => {
    const content = JSON.stringify(entries);
    if (last.current.content !== content) last.current = { content, key: newId() };
    return last.current.key;
  };
}

function sendComplaint(entries: Entries, guard: Guard, key: string): Promise<Filed> {
  const { name, matter, phone, email, occurredText, expectation, website } = entries;
  const optional = { phone, email, occurredText, expectation, website };
  const filled = Object.fromEntries(Object.entries(optional).filter(([, value]) => value.trim() !== ''));
  return answered(
    api.POST('/api/v1/public/complaints', {
      params: { header: { 'Idempotency-Key': key } },
      body: { name, matter, ...filled, guard },
    }),
  );
}

/** One of phone and e-mail is enough for both. */
function without(problems: Problems, name: keyof Entries): Problems {
  const settled = name === 'email' && problems.phone === 'error.contact' ? ['email', 'phone'] : [name];
  return Object.fromEntries(Object.entries(problems).filter(([one]) => !settled.includes(one)));
}

/** After the page has drawn what is wrong, the first of it is where one is. */
function showFirstProblem(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}
