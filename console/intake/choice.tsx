import { Radio } from 'antd';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly choose: (value: T) => void;
}

/** One of a few values, all of them in sight. */
export function Choice<T extends string>({ label, value, options, choose }: Props<T>) {
  return (
    <Radio.Group
      aria-label={label}
      value={value ?? null}
      options={options.map((one) => ({ ...one }))}
      onChange={({ target }) => {
        const chosen = options.find((one) => one.value === target.value);
        if (chosen) choose(chosen.value);
      }}
    />
  );
}
