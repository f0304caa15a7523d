import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import {
  needsLimitPrice,
  needsStopPrice,
  orderTypeSchema,
  timeInForceSchema,
} from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { useAction } from '../app-context.tsx';
import { cardText } from '../i18n/en-card.ts';
import { orderTypeWords, timeInForceWords } from '../i18n/en-domain.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { type EditTextName, type EditTexts, editTextsOf, toEditInput } from './edit-order.ts';

const text = cardText.editForm;
const LABELS: Readonly<Record<EditTextName, string>> = {
  quantity: text.quantity,
  limitPrice: text.limit,
  stopPrice: text.stop,
};

interface EditFormProps {
  readonly card: OrderCard;
  readonly onSuperseded: (proposalId: string) => void;
  readonly onBack: () => void;
}

export function EditForm({ card, onSuperseded, onBack }: EditFormProps) {
  const edit = useAction('approvals.edit');
  const [texts, setTexts] = useState(() => editTextsOf(card.order));
  const result = toEditInput(card, texts);
  // An open order keeps its type and time in force.
  const isNew = card.modifies === null;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const set = (patch: Partial<EditTexts>) => setTexts((current) => ({ ...current, ...patch }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!result.ok || result.isUnchanged) return;
    const next = await edit.run(result.input);
    if (next !== null) onSuperseded(next.proposalId);
  };
  const number = (name: EditTextName) => (
    <NumberField
      label={LABELS[name]}
      value={texts[name]}
      isInvalid={!result.ok && result.invalid.has(name)}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <form
      ref={form}
      className="stack"
      aria-label={text.title}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack();
      }}
    >
      <div className="edit-fields">
        {number('quantity')}
        {isNew ? (
          <Choice
            label={text.type}
            value={texts.orderType}
            options={orderTypeSchema.options}
            words={orderTypeWords}
            onChange={(orderType) => set({ orderType })}
          />
        ) : null}
        {needsLimitPrice(texts.orderType) ? number('limitPrice') : null}
        {needsStopPrice(texts.orderType) ? number('stopPrice') : null}
        {isNew ? (
          <Choice
            label={text.tif}
            value={texts.timeInForce}
            options={timeInForceSchema.options}
            words={timeInForceWords}
            onChange={(timeInForce) => set({ timeInForce })}
          />
        ) : null}
      </div>
      <ErrorNotice error={edit.error} />
      <div className="decision-buttons">
        <Button
          type="submit"
          variant="primary"
          className="decision-button"
          isBusy={edit.isBusy}
          disabled={!result.ok || result.isUnchanged}
        >
          {text.submit}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {text.back}
        </Button>
        <Hint>{result.ok && result.isUnchanged ? text.unchanged : text.hint}</Hint>
      </div>
    </form>
  );
}

function Hint({ children }: { readonly children: ReactNode }) {
  return <span className="field-hint push">{children}</span>;
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isInvalid: boolean;
  readonly onChange: (value: string) => void;
}

function NumberField({ label, value, isInvalid, onChange }: NumberFieldProps) {
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

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, words, onChange }: ChoiceProps<T>) {
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
