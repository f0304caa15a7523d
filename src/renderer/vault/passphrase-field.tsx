import { Field } from '../ui/field.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly isNew?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function PassphraseField(props: PassphraseFieldProps) {
  const { label, hint, error = null, isNew = false, value, onChange } = props;
  return (
    <Field label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
