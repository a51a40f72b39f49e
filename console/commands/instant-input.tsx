import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { useCompany } from '../company/company';

dayjs.extend(utc);
dayjs.extend(timezone);

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (at: string | undefined) => void;
  /** For what already happened: nothing later than now can be picked. */
  readonly past?: boolean;
}

const WALL = 'YYYY-MM-DDTHH:mm:ss';

/** A moment, picked by the wall clock of the company’s zone wherever the reader is; its value is ISO 8601. */
export function InstantInput({ id, value, onChange, past }: Props) {
  const { zone } = useCompany();
  const shown = value === undefined ? null : dayjs(dayjs(value).tz(zone).format(WALL));
  const today = dayjs(dayjs().tz(zone).format(WALL));
  return (
    <DatePicker
      {...(id !== undefined && { id })}
      value={shown}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      showNow={false}
      format="YYYY-MM-DD HH:mm"
      className="wide"
      onKeyDown={(event) => {
        // It confirms what was typed here, and does not send the form.
        if (event.key === 'Enter') event.preventDefault();
      }}
      disabledDate={(day) => (past ? day.isAfter(today, 'day') : false)}
      onChange={(picked) => onChange?.(picked ? dayjs.tz(picked.format(WALL), zone).format() : undefined)}
    />
  );
}
