import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import type { Rule } from 'antd/es/form';
import { useState } from 'react';
import { useCompany, type Named } from '../company/company';
import type { CaseView, ClockView, Company } from '../http/client';
import { isMessageKey, useSay, type Say } from '../language/language';
import { AttachmentInput } from './attachment-input';
import { InstantInput } from './instant-input';
import { choiceOf, labelOf } from './labels';
import { OpenSelect } from './open-select';
import type { Field } from './schema';

/** What the choices of a form are taken from. */
export interface About {
  readonly command: string;
  readonly view: CaseView;
  readonly clocks: readonly ClockView[];
}

interface Props {
  readonly field: Field;
  /** Where the value stands in the form. */
  readonly at: readonly (string | number)[];
  readonly about: About;
}

/** One field of a command's form, with what fits it to be filled in. */
export function FieldInput({ field, at, about }: Props) {
  const say = useSay();
  const label = labelOf(say, about.command, field.name);
  if (field.kind === 'group') return <Group field={field} at={at} about={about} label={label} />;
  if (field.kind === 'list') return <List field={field} at={at} about={about} label={label} />;
  const hint = `hint.${about.command}.${field.name}`;
  return (
    <Form.Item
      name={[...at]}
      label={field.kind === 'flag' ? null : label}
      rules={rulesOf(field, say)}
      validateTrigger={['onChange', 'onBlur']}
      {...(field.kind === 'flag' && { valuePropName: 'checked' })}
      {...(isMessageKey(hint) && { extra: say(hint) })}
    >
      <Control field={field} about={about} label={label} />
    </Form.Item>
  );
}

interface GroupProps extends Props {
  readonly field: Extract<Field, { kind: 'group' | 'list' }>;
  readonly label: string;
}

/** What need not be said is asked only when somebody wants to say it. */
function Group({ field, at, about, label }: GroupProps) {
  const [wanted, setWanted] = useState(field.required);
  if (!wanted) {
    return (
      <Button size="small" className="add-group" icon={<PlusOutlined />} onClick={() => setWanted(true)}>
        {label}
      </Button>
    );
  }
  return (
    <fieldset className="group">
      <legend>{label}</legend>
      {field.fields.map((inner) => (
        <FieldInput key={inner.name} field={inner} at={[...at, inner.name]} about={about} />
      ))}
    </fieldset>
  );
}

function List({ field, at, about, label }: GroupProps) {
  const say = useSay();
  return (
    <fieldset className="group">
      <legend>{label}</legend>
      <Form.List name={[...at]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, index) => (
              <div key={row.key} className="list-row">
                <span className="list-number">{index + 1}</span>
                <div className="list-fields">
                  {field.fields.map((inner) => (
                    <FieldInput key={inner.name} field={inner} at={[row.name, inner.name]} about={about} />
                  ))}
                </div>
                {rows.length > 1 && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={say('form.remove', { n: index + 1 })}
                    onClick={() => remove(row.name)}
                  />
                )}
              </div>
            ))}
            <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
              {say('form.add')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

interface ControlProps {
  readonly field: Field;
  readonly about: About;
  readonly label: string;
  /** Given by the form. */
  readonly id?: string;
  readonly value?: never;
  readonly onChange?: never;
}

/** The form hands its value and its change on to the control that it finds. */
function Control({ field, about, label, ...given }: ControlProps) {
  const say = useSay();
  const choices = useChoices(field, about);
  if (field.name === 'attachment') return <AttachmentInput {...given} />;
  if (choices?.open === true) return <OpenSelect {...given} options={choices.options} />;
  if (choices) {
    return (
      <Select
        {...given}
        options={[...choices.options]}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={!field.required}
        {...(field.kind === 'lines' && { mode: 'multiple' })}
      />
    );
  }
  switch (field.kind) {
    case 'flag':
      return <Checkbox {...given}>{label}</Checkbox>;
    case 'instant':
      return <InstantInput {...given} past={field.name === 'at' || field.name === 'agreedAt'} />;
    case 'choice':
      return (
        <Radio.Group
          {...given}
          options={field.choices.map((value) => ({ value, label: choiceOf(say, field.name, value) }))}
        />
      );
    case 'number':
      return <Scale {...given} min={field.min} max={field.max} />;
    case 'lines':
      return <Select {...given} mode="tags" open={false} suffix={null} />;
    case 'line':
      return <Input {...given} maxLength={field.longest} />;
    default:
      return <Input.TextArea {...given} rows={2} className="growing" />;
  }
}

interface ScaleProps {
  readonly min: number;
  readonly max: number;
}

/** A few numbers to choose from, such as a rating. */
function Scale({ min, max, ...given }: ScaleProps) {
  const numbers = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return (
    <Radio.Group
      {...given}
      optionType="button"
      options={numbers.map((value) => ({ value, label: String(value) }))}
    />
  );
}

function rulesOf(field: Field, say: Say): Rule[] {
  const required: Rule[] = field.required ? [{ required: true, message: say('form.required') }] : [];
  if (field.kind === 'text' || field.kind === 'line') {
    return [
      ...(field.required ? [{ required: true, whitespace: true, message: say('form.required') }] : []),
      { max: field.longest, message: say('form.too-long', { n: field.longest }) },
    ];
  }
  if (field.name === 'amount') return [{ pattern: /^\d{1,12}(\.\d{1,2})?$/, message: say('form.amount') }];
  return required;
}

/** What a field is chosen from. */
type Choices =
  | { readonly open?: false; readonly options: readonly { value: string | number; label: string }[] }
  /** Suggested, but anything else may be written too. */
  | { readonly open: true; readonly options: readonly { value: string; label: string }[] };

const METHODS = ['phone', 'mail', 'message', 'visit', 'letter'] as const;

/** Fields that name something the company or the case has: chosen, not typed. */
function useChoices(field: Field, { command, view, clocks }: About): Choices | undefined {
  const say = useSay();
  const { company, title, department, policy } = useCompany();
  const pack = policy(view.policy);
  switch (field.name) {
    case 'department':
      return { options: company.departments.map((one) => ({ value: one.id, label: title(one.title) })) };
    case 'handler':
    case 'lead':
    case 'members':
      return { options: peopleOf(company, department) };
    case 'owner':
    case 'responsible':
    case 'person':
      return { open: true, options: peopleOf(company, department) };
    case 'by':
      return field.kind === 'instant' ? undefined : { open: true, options: peopleOf(company, department) };
    case 'clock':
      return {
        options: clocks
          .filter(({ endedAt }) => endedAt === null)
          .map(({ id, title: name, clause }) => ({ value: id, label: `${title(name)}（${clause}）` })),
      };
    case 'step': {
      const steps = view.rounds.at(-1)?.plan?.steps ?? [];
      const open = steps.filter(({ doneAt }) => doneAt === undefined);
      return { options: open.map(({ step, what }) => ({ value: step, label: `${step}. ${what}` })) };
    }
    case 'script':
      return { options: (pack?.scripts ?? []).map((one) => ({ value: one.id, label: title(one.title) })) };
    case 'outcome':
      return command === 'resolve'
        ? { options: (pack?.finalResponses ?? []).map((one) => ({ value: one.id, label: title(one.title) })) }
        : undefined;
    case 'method':
      return {
        open: true,
        options: METHODS.map((value) => ({ value, label: say(`choice.method.${value}`) })),
      };
    default:
      return undefined;
  }
}

function peopleOf(company: Company, department: Named['department']) {
  return company.people
    .filter(({ roles }) => !roles.includes('integration') && !roles.includes('customer'))
    .map(({ user, name, department: of }) => ({
      value: user,
      label: of === null ? name : `${name} · ${department(of)}`,
    }));
}
