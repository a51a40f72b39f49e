import { Input, Select } from 'antd';
import { useRef, type KeyboardEvent } from 'react';
import { useCompany, type Named } from '../company/company';
import type { Company } from '../http/client';
import type { FieldProblem } from '../http/failure';
import { useSay, type MessageKey, type Say } from '../language/language';
import { serverWords } from '../language/server-words';
import { CONTENT_TYPES, SUBTYPES_OF, URGENCIES } from './classes';
import { Choice } from './choice';
import { Marked } from './marked';
import { textAt, type Draft, type Preview } from './draft';
import { Suggestion } from './suggestion';

interface Props {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly preview: Preview | undefined;
  /** What the server refused when it was filed. */
  readonly problems: readonly FieldProblem[];
}

/** In the order in which a caller tells them. */
const CUSTOMER_FIELDS: readonly CustomerField[] = [
  { name: 'name' },
  { name: 'phone', inputMode: 'tel' },
  { name: 'company' },
  { name: 'email', inputMode: 'email' },
];

interface CustomerField {
  readonly name: 'name' | 'phone' | 'company' | 'email';
  /** Which keyboard a touch screen shows. */
  readonly inputMode?: 'tel' | 'email';
}

/** Asked for only where the rules demand it, or somebody wants to say more. */
const MOOD_AND_REPLY = ['mood', 'firstReply'] as const;

/** The record, in the order in which a call goes; Enter moves on. */
export function IntakeForm({ draft, change, preview, problems }: Props) {
  const say = useSay();
  const { company, title, policy } = useCompany();
  const form = useRef<HTMLDivElement>(null);
  const pack = policy(draft.policy ?? company.defaultPolicy);
  const required = new Set([
    'customer.name',
    'matter',
    ...(pack?.required ?? []).flatMap((one) => one.split('|')),
  ]);
  const kinds = pack?.kinds ?? ['complaint'];
  const channels = channelsOf(pack, say, title);
  const customer = draft.customer ?? {};
  const shared = { draft, preview, problems, required };
  const set = (part: Partial<Draft>): void => change({ ...draft, ...part });
  const setCustomer = (part: Partial<NonNullable<Draft['customer']>>): void =>
    change({ ...draft, customer: { ...customer, ...part } });

  const adopt = (part: Partial<Draft>): void => {
    set(part);
    // The button goes, and the call goes on with what it has chosen.
    setTimeout(() =>
      form.current?.querySelector<HTMLElement>('[data-field="urgency"] input:checked')?.focus(),
    );
  };

  return (
    <div ref={form} className="intake-form" onKeyDown={(event) => moveOn(event, form.current)}>
      <div className="intake-row">
        {company.policies.length > 1 && (
          <Field {...shared} name="policy" label="field.policy">
            <Select
              id="intake-policy"
              value={draft.policy ?? company.defaultPolicy}
              options={company.policies.map((one) => ({ value: one.id, label: title(one.title) }))}
              onChange={(id) => set({ policy: id })}
            />
          </Field>
        )}
        {kinds.length > 1 && (
          <Field {...shared} name="kind" label="field.kind" group>
            <Choice
              label={say('field.kind')}
              value={draft.kind}
              choose={(kind) => set({ kind })}
              options={kinds.map((value) => ({ value, label: say(`choice.kind.${value}`) }))}
            />
          </Field>
        )}
      </div>
      <div className="intake-row">
        {CUSTOMER_FIELDS.map(({ name, inputMode }) => (
          <Field key={name} {...shared} name={`customer.${name}`} label={`field.${name}`}>
            <Input
              id={`intake-customer.${name}`}
              autoFocus={name === 'name'}
              maxLength={200}
              {...(inputMode && { inputMode })}
              value={customer[name] ?? ''}
              onChange={({ target }) => setCustomer({ [name]: target.value })}
            />
          </Field>
        ))}
      </div>
      <Field {...shared} name="matter" label="field.matter">
        <Input.TextArea
          id="intake-matter"
          rows={4}
          className="growing"
          maxLength={10_000}
          placeholder={say('intake.matter-hint')}
          value={draft.matter ?? ''}
          onChange={({ target }) => set({ matter: target.value })}
        />
      </Field>
      <div className="intake-row">
        <Field {...shared} name="occurredText" label="field.occurredText">
          <Input
            id="intake-occurredText"
            maxLength={200}
            placeholder={say('intake.occurred-hint')}
            value={draft.occurredText ?? ''}
            onChange={({ target }) => set({ occurredText: target.value })}
          />
        </Field>
        <Field {...shared} name="expectation" label="field.expectation">
          <Input
            id="intake-expectation"
            maxLength={2_000}
            value={draft.expectation ?? ''}
            onChange={({ target }) => set({ expectation: target.value })}
          />
        </Field>
      </div>
      <Suggestion draft={draft} preview={preview} adopt={adopt} />
      <div className="intake-row">
        <Field {...shared} name="contentType" label="field.contentType" group>
          <Choice
            label={say('field.contentType')}
            value={draft.contentType}
            choose={(contentType) => set(withContent(draft, contentType))}
            options={CONTENT_TYPES.map((value) => ({ value, label: say(`choice.contentType.${value}`) }))}
          />
        </Field>
        <Field {...shared} name="urgency" label="field.urgency" group>
          <Choice
            label={say('field.urgency')}
            value={draft.urgency}
            choose={(urgency) => set({ urgency })}
            options={URGENCIES.map((value) => ({ value, label: say(`choice.urgency.${value}`) }))}
          />
        </Field>
      </div>
      {draft.contentType && (
        <Field {...shared} name="subtype" label="field.subtype" group>
          <Choice
            label={say('field.subtype')}
            value={draft.subtype}
            choose={(subtype) => set({ subtype })}
            options={SUBTYPES_OF[draft.contentType].map((value) => ({
              value,
              label: say(`choice.subtype.${value}`),
            }))}
          />
        </Field>
      )}
      <div className="intake-row">
        <Field {...shared} name="channel" label="field.channel">
          <Select
            id="intake-channel"
            value={draft.channel ?? 'phone'}
            showSearch={{ optionFilterProp: 'label' }}
            options={channels}
            onChange={(channel) => set({ channel })}
          />
        </Field>
        <Field {...shared} name="channelDetail" label="field.channelDetail">
          <Input
            id="intake-channelDetail"
            maxLength={200}
            placeholder={say('intake.channel-hint')}
            value={draft.channelDetail ?? ''}
            onChange={({ target }) => set({ channelDetail: target.value })}
          />
        </Field>
      </div>
      {MOOD_AND_REPLY.map((name) => (
        <Field key={name} {...shared} name={name} label={`field.${name}`}>
          <Input
            id={`intake-${name}`}
            maxLength={2_000}
            placeholder={say(`intake.${name}-hint`)}
            value={draft[name] ?? ''}
            onChange={({ target }) => set({ [name]: target.value })}
          />
        </Field>
      ))}
    </div>
  );
}

const CHANNELS = ['phone', 'mail', 'chat', 'visit', 'app', 'letter'] as const;

/** The pack's own channels or, where it names none, the usual ones. */
function channelsOf(
  pack: Company['policies'][number] | undefined,
  say: Say,
  title: Named['title'],
): { readonly value: string; readonly label: string }[] {
  if (pack && pack.channels.length > 0) {
    return pack.channels.map((one) => ({ value: one.id, label: title(one.title) }));
  }
  return CHANNELS.map((value) => ({ value, label: say(`channel.${value}`) }));
}

/** A subtype belongs to one content type: another one takes it away. */
function withContent(draft: Draft, contentType: NonNullable<Draft['contentType']>): Partial<Draft> {
  const { subtype } = draft;
  const stays = subtype !== undefined && SUBTYPES_OF[contentType].includes(subtype);
  if (stays) return { contentType };
  const rest: Draft = { ...draft, contentType };
  delete rest.subtype;
  return rest;
}

interface FieldProps {
  readonly name: string;
  readonly label: MessageKey;
  readonly draft: Draft;
  readonly preview: Preview | undefined;
  readonly problems: readonly FieldProblem[];
  readonly required: ReadonlySet<string>;
  /** Several controls under one name, which say it themselves. */
  readonly group?: boolean;
  readonly children: React.ReactNode;
}

/** A field with what is wrong with it: refused when filed, or seen already while it is written. */
function Field({ name, label, draft, preview, problems, required, group, children }: FieldProps) {
  const say = useSay();
  const text = textAt(draft, name);
  const numbers = preview?.personalNumbers.filter(({ field }) => field === name) ?? [];
  const seen = text === '' ? undefined : preview?.problems.find(({ field }) => field === name);
  const problem = problems.find(({ field }) => field === name && text === '') ?? seen;
  const title = (
    <>
      {say(label)}
      {required.has(name) && <i className="needed" title={say('form.needed')} />}
    </>
  );
  return (
    <div className="intake-field" data-field={name}>
      {group ? <span className="label">{title}</span> : <label htmlFor={`intake-${name}`}>{title}</label>}
      {children}
      {numbers.length > 0 && <Marked text={text} numbers={numbers} />}
      {problem && numbers.length === 0 && (
        <p className="field-problem" role="status">
          {serverWords(say, problem.message, problem.field)}
        </p>
      )}
    </div>
  );
}

/** Enter goes to the next field, as a call goes on; Shift+Enter begins a new line. */
function moveOn(event: KeyboardEvent, form: HTMLElement | null): void {
  const plain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const { target } = event;
  if (!plain || event.nativeEvent.isComposing || !form || !(target instanceof HTMLElement)) return;
  if (target instanceof HTMLButtonElement || target.getAttribute('aria-expanded') === 'true') return;
  event.preventDefault();
  const stops = [...form.querySelectorAll<HTMLElement>('input, textarea, button')].filter(
    (stop) => stop.tabIndex >= 0 && !(stop instanceof HTMLInputElement && isPassedOver(stop)),
  );
  const here = stops.indexOf(target);
  const following = stops.slice(here + 1).find((stop) => !sameGroup(stop, target));
  following?.focus();
}

/** Of the choices of one question only the chosen one, or the first, is stopped at. */
function isPassedOver(input: HTMLInputElement): boolean {
  if (input.type !== 'radio' || input.checked) return false;
  const group = input.closest('[role="radiogroup"], .ant-radio-group');
  const choices = [...(group?.querySelectorAll('input') ?? [])];
  return choices.some((choice) => choice.checked) || choices[0] !== input;
}

function sameGroup(a: HTMLElement, b: HTMLElement): boolean {
  const group = b.closest('.ant-radio-group');
  return group !== null && group.contains(a);
}
