import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useCompany } from '../company/company';
import type { Failure } from '../http/failure';
import type { CaseView, ClockView } from '../http/client';
import { isMessageKey, sayWord, useSay } from '../language/language';
import { serverWords } from '../language/server-words';
import { refusalText } from '../look/refusal';
import { useSession } from '../session/session';
import { ClockChip } from '../time/clock-chip';
import { FieldInput } from './field-input';
import { payloadOf, placeOf, type Values } from './payload';
import { variantsOf, type Field } from './schema';
import { send, type ChangedBy, type Sent } from './send';
import { startValues, startVariant } from './suggested';

interface Props {
  readonly command: string;
  readonly view: CaseView;
  readonly clocks: readonly ClockView[];
  readonly done: () => void;
  readonly cancel?: () => void;
}

/** What stands in the way of sending. */
type Obstacle =
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'changed'; readonly events: readonly ChangedBy[] };

/** The form of a command: checked while it is filled in; what was typed stays, whatever becomes of it. */
export function CommandForm({ command, view, clocks, done, cancel }: Props) {
  const say = useSay();
  const session = useSession();
  const { policy } = useCompany();
  const pack = policy(view.policy);
  const finalResponses = pack?.finalResponses.length ?? 0;
  const until = (clock: ClockView): readonly string[] =>
    pack?.clocks.find(({ rule }) => rule === ruleOf(clock))?.until ?? [];
  const queries = useQueryClient();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [variant, setVariant] = useState(() => startVariant(command, view));
  const [sending, setSending] = useState(false);
  const [obstacle, setObstacle] = useState<Obstacle>();
  /** The revision that the reader has seen: what came after it is told before anything is sent. */
  const seen = useRef(view.revision);
  const commandId = useRef(crypto.randomUUID());
  const variants = variantsOf(command).map((fields) =>
    fields.filter((field) => isAsked(field, finalResponses)),
  );
  const fields = variants[variant] ?? [];
  const about = { command, view, clocks };

  const submit = async (values: Values): Promise<void> => {
    setSending(true);
    setObstacle(undefined);
    try {
      const order = { number: view.number, command, payload: payloadOf(values) };
      const attempt = (): Promise<Sent> =>
        send({ ...order, commandId: commandId.current, revision: seen.current });
      let sent = await attempt();
      if (sent.kind === 'changed' && sent.events.every(({ user }) => isNoNews(user, session.user))) {
        seen.current = sent.revision;
        commandId.current = crypto.randomUUID();
        sent = await attempt();
      }
      switch (sent.kind) {
        case 'done':
        case 'open':
          await queries.invalidateQueries({ queryKey: ['case', view.number] });
          void queries.invalidateQueries({ queryKey: ['cases'] });
          done();
          return;
        case 'changed':
          seen.current = sent.revision;
          commandId.current = crypto.randomUUID();
          setObstacle({ kind: 'changed', events: sent.events });
          void queries.invalidateQueries({ queryKey: ['case', view.number] });
          return;
        case 'refused':
          commandId.current = crypto.randomUUID();
          showFields(sent.failure);
          setObstacle({ kind: 'refused', text: refusalText(sent.failure, say) });
      }
    } catch (error) {
      setObstacle({ kind: 'refused', text: refusalText(error, say) });
    } finally {
      setSending(false);
    }
  };

  const showFields = (failure: Failure): void => {
    form.setFields(
      failure.fields.map((problem) => ({
        name: placeOf(problem),
        errors: [serverWords(say, problem.message, problem.field)],
      })),
    );
  };

  const effect = `effect.${command}`;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark="optional"
      className="command-form"
      initialValues={{ ...startValues(command, view, session) }}
      onFinish={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        if (event.key === 'Escape' && cancel) cancel();
      }}
      scrollToFirstError={{ block: 'center', focus: true }}
    >
      <Clause command={command} view={view} clocks={clocks} until={until} />
      {isMessageKey(effect) && <p className="effect">{say(effect)}</p>}
      {variants.length > 1 && (
        <Segmented
          value={variant}
          onChange={setVariant}
          options={variants.map((_fields, index) => ({
            value: index,
            label: sayWord(say, `variant.${command}`, String(index)),
          }))}
        />
      )}
      {fields.map((field) => (
        <FieldInput key={`${variant} ${field.name}`} field={field} at={[field.name]} about={about} />
      ))}
      {obstacle && <ObstacleNote obstacle={obstacle} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={sending} autoFocus={fields.length === 0}>
          {obstacle?.kind === 'changed' ? say('form.send-anyway') : sayWord(say, 'command', command)}
        </Button>
        {cancel && <Button onClick={cancel}>{say('form.cancel')}</Button>}
      </div>
    </Form>
  );
}

interface ClauseProps extends Pick<Props, 'command' | 'view' | 'clocks'> {
  readonly until: (clock: ClockView) => readonly string[];
}

/** The rule that asks for it, and until when: the clock that it ends or, failing one, the reader’s own. */
function Clause({ command, view, clocks, until }: ClauseProps) {
  const { title } = useCompany();
  const { user } = useSession();
  const running = clocks.filter(({ endedAt, dueAt }) => endedAt === null && dueAt !== null);
  const clock =
    firstDue(running.filter((one) => until(one).includes(command))) ??
    firstDue(running.filter((one) => until(one).includes(`leave:${view.stage}`))) ??
    firstDue(running.filter(({ holder }) => holder.person === user));
  if (!clock) return null;
  return (
    <p className="clause">
      <ClockChip dueAt={clock.dueAt} startedAt={clock.startedAt} clause={clock.clause} /> {title(clock.title)}{' '}
      <code className="clause">{clock.clause}</code>
    </p>
  );
}

/** A clock is named after its rule, with the step and how often it has started behind. */
function ruleOf({ id }: ClockView): string {
  return id.split(/[#@]/)[0] ?? id;
}

function firstDue(clocks: readonly ClockView[]): ClockView | undefined {
  return clocks.toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))[0];
}

function ObstacleNote({ obstacle }: { readonly obstacle: Obstacle }) {
  const say = useSay();
  const { person } = useCompany();
  if (obstacle.kind === 'refused') return <Alert type="info" showIcon role="alert" title={obstacle.text} />;
  return (
    <Alert
      type="info"
      showIcon
      role="alert"
      title={say('form.changed')}
      description={
        <ul className="plain">
          {obstacle.events
            .filter(({ user }) => user !== 'redress')
            .map(({ seq, type, user }) => (
              <li key={seq}>
                {person(user)}：{sayWord(say, 'event', type)}
              </li>
            ))}
        </ul>
      }
    />
  );
}

/** What the reader has done, and what the clocks did by themselves, need not be told before sending. */
function isNoNews(user: string, reader: string): boolean {
  return user === reader || user === 'redress';
}

/** What the pack does not have is not asked for. */
function isAsked(field: Field, finalResponses: number): boolean {
  return field.name !== 'outcome' || field.kind === 'choice' || finalResponses > 0;
}
