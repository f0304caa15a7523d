import { cardText } from '../i18n/en-card.ts';
import { Field } from '../ui/field.tsx';

const text = cardText.editForm;

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isInvalid: boolean;
  readonly onChange: (value: string) => void;
}

export function NumberField({ label, value, isInvalid, onChange }: NumberFieldProps) {
  return (
    <Field label={label} error={isInvalid ? text.mustBeNumber : null}>
      {(control) => (
        <input
          {...control}
          className="input input-number"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly isInvalid: boolean;
  readonly onChange: (value: string) => void;
}

/** An instant on this computer's clock; the hint says it on the market's. */
export function TimeField({ label, value, hint, isInvalid, onChange }: TimeFieldProps) {
  return (
    <Field label={label} hint={hint} error={isInvalid ? text.mustBeTime : null}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="datetime-local"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, value, options, words, onChange }: ChoiceProps<T>) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {words[option]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
