import { Select } from 'antd';
import { useState } from 'react';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly options: readonly Option[];
}

/** Chosen from what is known, or written freely. */
export function OpenSelect({ id, value, onChange, options }: Props) {
  const [written, setWritten] = useState('');
  const known = new Set(options.map((one) => one.value));
  const free = [value, written.trim() === '' ? undefined : written.trim()].filter(
    (text): text is string => text !== undefined && text !== '' && !known.has(text),
  );
  const all = [...options, ...[...new Set(free)].map((text) => ({ value: text, label: text }))];
  return (
    <Select<string>
      {...(id !== undefined && { id })}
      {...(value !== undefined && { value })}
      options={all}
      allowClear
      showSearch={{ optionFilterProp: 'label', onSearch: setWritten }}
      onChange={(chosen) => onChange?.(chosen)}
    />
  );
}
