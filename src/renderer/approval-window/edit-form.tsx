import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { marketTimeText } from '../../shared/domain/market-day.ts';
import { type OrderDraft, orderTypeSchema, timeInForceSchema } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { isAlgo, needsLimitPrice, needsStopPrice, needsTrail } from '../../shared/domain/order-rules.ts';
import { useAction } from '../app-context.tsx';
import { cardText } from '../i18n/en-card.ts';
import { orderTypeWords, timeInForceWords } from '../i18n/en-domain.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Choice, NumberField, TimeField } from './edit-fields.tsx';
import {
  type EditResult,
  type EditTextName,
  type EditTexts,
  editTextsOf,
  toEditInput,
} from './edit-order.ts';

const text = cardText.editForm;
const LABELS: Readonly<Record<EditTextName, string>> = {
  quantity: text.quantity,
  limitPrice: text.limit,
  stopPrice: text.stop,
  trail: text.trail,
  takeProfitPrice: text.takeProfit,
  stopLossPrice: text.stopLoss,
  stopLossLimitPrice: text.stopLossLimit,
};
const TRAIL_BY = ['percent', 'amount'] as const;

interface EditFormProps {
  readonly card: OrderCard;
  readonly onSuperseded: (proposalId: string) => void;
  readonly onBack: () => void;
}

export function EditForm({ card, onSuperseded, onBack }: EditFormProps) {
  const edit = useAction('approvals.edit');
  const [texts, setTexts] = useState(() => editTextsOf(card.order));
  const result = toEditInput(card, texts);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const set = (patch: Partial<EditTexts>) => setTexts((current) => ({ ...current, ...patch }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!result.ok || result.isUnchanged) return;
    const next = await edit.run(result.input);
    if (next !== null) onSuperseded(next.proposalId);
  };
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
      <EditFields card={card} texts={texts} result={result} onChange={set} />
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
        <Hint>{hintOf(result)}</Hint>
      </div>
    </form>
  );
}

interface EditFieldsProps {
  readonly card: OrderCard;
  readonly texts: EditTexts;
  readonly result: EditResult;
  readonly onChange: (patch: Partial<EditTexts>) => void;
}

function EditFields({ card, texts, result, onChange: set }: EditFieldsProps) {
  // An open order keeps its type and time in force, and one with legs is a limit order.
  const isNew = card.modifies === null;
  const { attached, market } = card.order;
  const number = (name: EditTextName) => (
    <NumberField
      label={LABELS[name]}
      value={texts[name]}
      isInvalid={!result.ok && result.invalid.has(name)}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <div className="edit-fields">
      {number('quantity')}
      {isNew && attached === null ? (
        <Choice
          label={text.type}
          value={texts.orderType}
          options={orderTypeSchema.options}
          words={orderTypeWords}
          onChange={(orderType) => set({ orderType })}
        />
      ) : null}
      {needsLimitPrice(texts.orderType) || isAlgo(texts.orderType) ? number('limitPrice') : null}
      {needsStopPrice(texts.orderType) ? number('stopPrice') : null}
      {needsTrail(texts.orderType) ? (
        <>
          {number('trail')}
          <Choice
            label={text.trailBy}
            value={texts.trailBy}
            options={TRAIL_BY}
            words={text.trailByWords}
            onChange={(trailBy) => set({ trailBy })}
          />
        </>
      ) : null}
      {isNew ? (
        <Choice
          label={text.tif}
          value={texts.timeInForce}
          options={timeInForceSchema.options}
          words={timeInForceWords}
          onChange={(timeInForce) => set({ timeInForce })}
        />
      ) : null}
      {texts.timeInForce === 'GTD' ? (
        <TimeField
          label={text.expiresAt}
          value={texts.expiresAt}
          hint={result.ok ? marketTime(market, result.input.expiresAtMs) : text.expiresHint}
          isInvalid={!result.ok && result.invalid.has('expiresAtMs')}
          onChange={(expiresAt) => set({ expiresAt })}
        />
      ) : null}
      {attached === null || !isNew ? null : (
        <>
          {number('takeProfitPrice')}
          {number('stopLossPrice')}
          {number('stopLossLimitPrice')}
        </>
      )}
    </div>
  );
}

function hintOf(result: EditResult): string {
  if (result.ok) return result.isUnchanged ? text.unchanged : text.hint;
  return result.issue === null
    ? text.hint
    : text.issue(text.fields[result.issue.field], result.issue.message);
}

function marketTime(market: OrderDraft['market'], atMs: number | null): string {
  return atMs === null ? text.expiresHint : marketTimeText(market, atMs);
}

function Hint({ children }: { readonly children: ReactNode }) {
  return <span className="field-hint push">{children}</span>;
}
