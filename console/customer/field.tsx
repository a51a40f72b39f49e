import { useId, type ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it. */
  readonly problem?: ReactNode;
  /** Draws the control: with its id, and what describes it. */
  readonly children: (control: Control) => ReactNode;
}

/** What a control says of itself to whoever can’t see the page. */
export interface Control {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** A control with its label, a hint, and what is wrong. */
export function Field({ label, hint, problem, children }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="quiet small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        ...(described !== '' && { 'aria-describedby': described }),
        ...(problem !== undefined && { 'aria-invalid': true }),
      })}
      {problem !== undefined && (
        <span className="problem small" id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}

/** The longest text that the server takes. */
const LONGEST = 10_000;

/** A text of a sentence or more. */
export function TextField({ label, hint, value, required = false, onChange }: TextProps) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(control) => (
        <textarea
          {...control}
          value={value}
          required={required}
          maxLength={LONGEST}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
