import { Button, Slider } from 'antd';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useCompany } from '../company/company';
import { useLanguage } from '../language/language';
import { longTime } from '../time/format';
import type { Moment } from './moments';

interface Props {
  readonly moments: readonly Moment[];
  /** Which of them is looked at. */
  readonly at: number;
  readonly move: (to: number) => void;
}

/** The time machine: one stop for each moment at which something came onto the record. */
export function MomentSlider({ moments, at, move }: Props) {
  const { say, language } = useLanguage();
  const { zone } = useCompany();
  const last = moments.length - 1;
  const moment = moments[at];
  const shown = moment ? longTime(moment.at, language, zone) : '';
  return (
    <section className="moment" aria-label={say('audit.time-machine')}>
      <Button
        icon={<LeftOutlined />}
        aria-label={say('audit.earlier')}
        disabled={at === 0}
        onClick={() => move(at - 1)}
      />
      <Slider
        className="moment-slider"
        min={0}
        max={Math.max(last, 1)}
        disabled={last < 1}
        value={at}
        onChange={move}
        tooltip={{ open: false }}
        ariaLabelForHandle={say('audit.moment')}
        ariaValueTextFormatterForHandle={() => shown}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={say('audit.later')}
        disabled={at >= last}
        onClick={() => move(at + 1)}
      />
      <output className="moment-shown">
        <strong>{shown}</strong>
        <span className="quiet">
          {say('audit.revision', { n: moment?.revision ?? 0 })}
          {at >= last && ` · ${say('audit.newest')}`}
        </span>
      </output>
    </section>
  );
}
