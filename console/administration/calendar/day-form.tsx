import { Form, Input, Radio } from 'antd';
import { useCompany } from '../../company/company';
import { useLanguage } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { hoursIn, hoursText, type Day, type DayChange, type Hours } from './days';

interface DayInput {
  readonly kind: DayChange['kind'];
  readonly name?: string;
  readonly hours?: string;
}

interface Props {
  readonly day: Day;
  /** Of an ordinary working day. */
  readonly usual: Hours;
  readonly want: (change: DayChange) => void;
  readonly close: () => void;
}

/** What a day is to be. Nothing is in force yet when it closes. */
export function DayForm({ day, usual, want, close }: Props) {
  const { say, language } = useLanguage();
  const { title } = useCompany();
  const [form] = Form.useForm<DayInput>();
  const kind = Form.useWatch('kind', form);
  const { date, notable, change, works } = day;
  const isOwn = notable?.saidBy === 'company';
  const named = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(date));
  const now = change ?? currentOf(day);
  const save = ({ kind: wanted, name = '', hours = '' }: DayInput): void => {
    const named = name.trim() === '' ? {} : { name: name.trim() };
    const intervals = hoursIn(hours);
    if (wanted === 'restore') want({ kind: wanted, date });
    else if (wanted === 'off') want({ kind: wanted, date, ...named });
    else want({ kind: wanted, date, ...named, ...(intervals.length > 0 && { hours: intervals }) });
    close();
  };
  return (
    <Dialog
      open
      title={named}
      width={440}
      okText={say('adm.day-note')}
      cancelText={say('adm.cancel')}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <div className="stack">
        <p>
          {say((notable?.works ?? works) ? 'adm.day-works' : 'adm.day-off')}
          {notable?.name && ` · ${title(notable.name)}`}
          {notable && ` · ${say(isOwn ? 'adm.day-own' : 'adm.day-state')}`}
        </p>
        <Form<DayInput>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            kind: now.kind,
            ...('name' in now && { name: now.name }),
            ...('hours' in now && { hours: hoursText(now.hours) }),
          }}
          onFinish={save}
        >
          <Form.Item name="kind" label={say('adm.day-to-be')}>
            <Radio.Group
              options={(['off', 'working', ...(isOwn ? (['restore'] as const) : [])] as const).map(
                (value) => ({
                  value,
                  label: say(`adm.day-kind-${value}`),
                }),
              )}
            />
          </Form.Item>
          {kind !== 'restore' && (
            <Form.Item name="name" label={say('adm.day-name')}>
              <Input maxLength={80} placeholder={say('adm.day-name-example')} />
            </Form.Item>
          )}
          {kind === 'working' && (
            <Form.Item
              name="hours"
              label={say('adm.day-hours')}
              extra={say('adm.day-hours-about', { usual: hoursText(usual) })}
              rules={[
                {
                  validator: (_, text: unknown) =>
                    typeof text !== 'string' || text.trim() === '' || hoursIn(text).length > 0
                      ? Promise.resolve()
                      : Promise.reject(new Error(say('adm.hours-form'))),
                },
              ]}
            >
              <Input maxLength={200} placeholder="09:00-12:00" />
            </Form.Item>
          )}
        </Form>
      </div>
    </Dialog>
  );
}

/** The other way round is what somebody probably wants who opens a day; what the company has said itself stays at first. */
function currentOf({ date, notable, works }: Day): DayChange {
  if (notable?.saidBy !== 'company') return { kind: works ? 'off' : 'working', date };
  // A name of the State Council's is in both languages; one of the company's own is the same in both.
  const own = notable.name?.zh === notable.name?.en ? notable.name?.zh : undefined;
  const name = own === undefined ? {} : { name: own };
  return notable.works
    ? { kind: 'working', date, ...name, ...(notable.hours && { hours: notable.hours }) }
    : { kind: 'off', date, ...name };
}
