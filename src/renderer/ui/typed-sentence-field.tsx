import { Field } from './field.tsx';

interface TypedSentenceFieldProps {
  /** Says which sentence. */
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** Where a sentence is typed: no help of the browser's, since the typing is the point. */
export function TypedSentenceField({ label, typed, onType }: TypedSentenceFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          className="input"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}
