import { useId } from 'react';
import { accountColourSchema } from '../../shared/domain/account.ts';
import { accountsText } from '../i18n/en-accounts.ts';
import { AccountDot } from '../ui/account-name.tsx';
import { Field } from '../ui/field.tsx';
import type { DescriptionErrors, DescriptionForm } from './description-form.ts';

const text = accountsText.form;

interface DescriptionFieldsProps {
  readonly form: DescriptionForm;
  /** What is shown of what is wrong. */
  readonly errors: DescriptionErrors;
  readonly onChange: (form: DescriptionForm) => void;
}

/** How a person names an account. */
export function DescriptionFields({ form, errors, onChange }: DescriptionFieldsProps) {
  const field = (name: 'alias' | 'label' | 'tags', label: string, hint: string, placeholder = '') => (
    <Field label={label} hint={hint} error={errors[name]}>
      {(control) => (
        <input
          {...control}
          className="input"
          placeholder={placeholder}
          value={form[name]}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...form, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {field('alias', text.alias, text.aliasHint, text.aliasPlaceholder)}
      {field('label', text.label, text.labelHint)}
      <Colours colour={form.colour} onChange={(colour) => onChange({ ...form, colour })} />
      {field('tags', text.tags, text.tagsHint, text.tagsPlaceholder)}
    </>
  );
}

interface ColoursProps {
  readonly colour: DescriptionForm['colour'];
  readonly onChange: (colour: DescriptionForm['colour']) => void;
}

function Colours({ colour, onChange }: ColoursProps) {
  const name = useId();
  return (
    <fieldset className="field">
      <legend className="field-label">{text.colour}</legend>
      <div className="swatches">
        {[null, ...accountColourSchema.options].map((each) => (
          <label key={each ?? 'none'} className="swatch">
            <input type="radio" name={name} checked={each === colour} onChange={() => onChange(each)} />
            <AccountDot account={{ colour: each }} />
            {text.colours[each ?? 'none']}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
