interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: readonly T[];
  readonly error: string | null;
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Any of a few. */
export function Choice<T extends string>({ label, options, chosen, error, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="choice">
      <legend className="field-label">{label}</legend>
      <div className="row row-wrap">
        {options.map((option) => (
          <label key={option.value} className="checkbox">
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, option.value]
                    : chosen.filter((value) => value !== option.value),
                )
              }
            />
            {option.label}
          </label>
        ))}
      </div>
      {error === null ? null : (
        <span className="field-error" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  );
}
