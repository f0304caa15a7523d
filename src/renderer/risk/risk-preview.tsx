import { type FormEvent, useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import type { ControlResult } from '../../shared/domain/control.ts';
import { type OrderDraft, orderTypeSchema } from '../../shared/domain/order.ts';
import { type OrderRequestInput, requestOf } from '../../shared/domain/order-request.ts';
import { needsLimitPrice, needsStopPrice } from '../../shared/domain/order-rules.ts';
import { orderSentence } from '../../shared/domain/order-sentence.ts';
import { useAction, useRead } from '../app-context.tsx';
import { controlsText as text } from '../i18n/en-controls.ts';
import { orderTypeWords, sessionWords } from '../i18n/en-domain.ts';
import { Button } from '../ui/button.tsx';
import { ControlList } from '../ui/control-list.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { Panel } from '../ui/page.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { EMPTY_QUESTION, type OrderQuestion, orderOf, QUESTION_TYPES, questionOf } from './order-question.ts';

const LAST_SHOWN = 4;
const SIDES = (['BUY', 'SELL'] as const).map((value) => ({ value, label: value }));

/** A hypothetical order, or one of the last, judged in main by the controls of this moment. */
export function RiskPreview({ account }: { readonly account: Account }) {
  const judged = useAction('risk.preview');
  const [question, setQuestion] = useState(EMPTY_QUESTION);
  const judge = (order: OrderRequestInput) => void judged.run({ accountId: account.id, order });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    judge(orderOf(question));
  };
  return (
    <Panel title={text.previewTitle}>
      <form className="panel-body stack" onSubmit={submit}>
        <p className="soft small">{text.previewHint}</p>
        <QuestionFields question={question} onChange={setQuestion} />
        <div className="row row-wrap">
          <Button type="submit" variant="primary" isBusy={judged.isBusy}>
            {text.judge}
          </Button>
          <LastProposals
            accountId={account.id}
            onChoose={(order) => {
              setQuestion(questionOf(order) ?? EMPTY_QUESTION);
              judge(requestOf(order));
            }}
          />
        </div>
        <ErrorNotice error={judged.error} />
        {judged.value === null ? null : <Verdict {...judged.value} />}
      </form>
    </Panel>
  );
}

function Verdict(props: { readonly order: OrderDraft; readonly controls: readonly ControlResult[] }) {
  const { order, controls } = props;
  const blocked = controls.filter(({ level }) => level === 'block').length;
  const asked = controls.filter(({ level }) => level === 'warning' || level === 'danger').length;
  return (
    <div className="stack">
      <p role="status">
        <strong>{orderSentence(order)}</strong> · {text.verdict(blocked, asked)}
      </p>
      <ControlList controls={controls} />
    </div>
  );
}

function LastProposals(props: {
  readonly accountId: string;
  readonly onChoose: (order: OrderDraft) => void;
}) {
  const proposals = useRead('proposals.list', { isWaitingOnly: false, limit: 50 }).value ?? [];
  const orders = proposals.flatMap(({ accountId, order, kind }) =>
    accountId === props.accountId && kind === 'place' && order !== null ? [order] : [],
  );
  const bySentence = new Map(orders.map((order) => [orderSentence(order), order]));
  if (bySentence.size === 0) return null;
  return (
    <>
      <span className="faint small">{text.last}</span>
      {[...bySentence].slice(0, LAST_SHOWN).map(([sentence, order]) => (
        <Button key={sentence} isSmall onClick={() => props.onChoose(order)}>
          {sentence}
        </Button>
      ))}
    </>
  );
}

interface QuestionFieldsProps {
  readonly question: OrderQuestion;
  readonly onChange: (question: OrderQuestion) => void;
}

function QuestionFields({ question, onChange }: QuestionFieldsProps) {
  const change = (patch: Partial<OrderQuestion>) => onChange({ ...question, ...patch });
  const input = (label: string, name: 'symbol' | 'quantity' | 'limitPrice' | 'stopPrice') => (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          className="input"
          required
          spellCheck={false}
          inputMode={name === 'symbol' ? 'text' : 'decimal'}
          value={question[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="grant-grid">
      {input(text.symbol, 'symbol')}
      {input(text.quantity, 'quantity')}
      <Field label={text.type}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={question.orderType}
            onChange={(event) => change({ orderType: orderTypeSchema.parse(event.target.value) })}
          >
            {QUESTION_TYPES.map((type) => (
              <option key={type} value={type}>
                {orderTypeWords[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {needsLimitPrice(question.orderType) ? input(text.limit, 'limitPrice') : null}
      {needsStopPrice(question.orderType) ? input(text.stop, 'stopPrice') : null}
      <div className="field">
        <span className="field-label">{text.side}</span>
        <Segmented
          label={text.side}
          value={question.side}
          options={SIDES}
          onChange={(side) => change({ side })}
        />
      </div>
      <div className="field">
        <span className="field-label">{text.session}</span>
        <Segmented
          label={text.session}
          value={question.session}
          options={(['regular', 'extended'] as const).map((value) => ({ value, label: sessionWords[value] }))}
          onChange={(session) => change({ session })}
        />
      </div>
    </div>
  );
}
