import { type FormEvent, useId, useState } from 'react';
import { type Account, isLive } from '../../shared/domain/account.ts';
import { grantSentence } from '../../shared/domain/grant.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { grantsText as text } from '../i18n/en-grants.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { TypedSentenceField } from '../ui/typed-sentence-field.tsx';
import { Choice } from './choice.tsx';
import { type GrantFieldName, type GrantForm, grantHoursMax, parseGrantForm } from './grant-form.ts';

interface GrantMakerProps {
  readonly account: Account;
  readonly initial: GrantForm;
  /** Made from a card: for the client that asks there. */
  readonly isClientFixed?: boolean;
  readonly onDone: () => void;
}

export function GrantMaker({ account, initial, isClientFixed = false, onDone }: GrantMakerProps) {
  const { reads } = useModel();
  const make = useAction('grants.make');
  const [form, setForm] = useState(initial);
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const parsed = parseGrantForm(form, account, typed);
  const sentence = grantSentence(account.alias);
  const isTypedRight = !isLive(account.mode) || typed.trim() === sentence;
  const errorOf = (name: GrantFieldName) =>
    isTried && !parsed.ok && parsed.wrong.has(name) ? text.errors[name] : null;
  const change = (patch: Partial<GrantForm>) => setForm({ ...form, ...patch });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!parsed.ok || !isTypedRight) return;
    if ((await make.run(parsed.input)) === null) return;
    reads.refresh(['grants.list']);
    onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => void submit(event)}
      aria-label={text.makeTitle(account.alias)}
    >
      <GrantScope form={form} isClientFixed={isClientFixed} onChange={change} errorOf={errorOf} />
      <GrantBudget form={form} hoursMax={grantHoursMax(account.mode)} onChange={change} errorOf={errorOf} />
      <p className="small soft">{text.never}</p>
      {isLive(account.mode) ? (
        <TypedSentenceField label={text.sentence(sentence)} typed={typed} onType={setTyped} />
      ) : null}
      <ErrorNotice error={make.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={make.isBusy} disabled={!isTypedRight}>
          {text.submit}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {text.back}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly form: GrantForm;
  readonly onChange: (patch: Partial<GrantForm>) => void;
  readonly errorOf: (name: GrantFieldName) => string | null;
}

function GrantScope({
  form,
  isClientFixed,
  onChange,
  errorOf,
}: PartProps & { readonly isClientFixed: boolean }) {
  const names = useId();
  const clients = useRead('clients.list', isClientFixed ? null : {}).value ?? [];
  return (
    <div className="grant-grid">
      <Field label={text.client} hint={text.clientHint} error={errorOf('clientName')}>
        {(control) => (
          <>
            <input
              {...control}
              className="input"
              list={names}
              readOnly={isClientFixed}
              value={form.clientName}
              spellCheck={false}
              onChange={(event) => onChange({ clientName: event.target.value })}
            />
            <datalist id={names}>
              {[...new Set(clients.map(({ name }) => name))].map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={text.symbols} hint={text.symbolsHint} error={errorOf('symbols')}>
        {(control) => (
          <input
            {...control}
            className="input"
            placeholder="AAPL, 00700"
            spellCheck={false}
            value={form.symbols}
            onChange={(event) => onChange({ symbols: event.target.value })}
          />
        )}
      </Field>
      <Choice
        label={text.sides}
        options={(['BUY', 'SELL'] as const).map((value) => ({ value, label: text.sideNames[value] }))}
        chosen={form.sides}
        error={errorOf('sides')}
        onChange={(sides) => onChange({ sides })}
      />
      <Choice
        label={text.kinds}
        options={(['stock', 'etf'] as const).map((value) => ({ value, label: text.kindNames[value] }))}
        chosen={form.kinds}
        error={errorOf('kinds')}
        onChange={(kinds) => onChange({ kinds })}
      />
    </div>
  );
}

function GrantBudget({ form, hoursMax, onChange, errorOf }: PartProps & { readonly hoursMax: number }) {
  return (
    <div className="grant-grid">
      <AmountField
        label={text.orderMax}
        name="orderNotionalMax"
        form={form}
        onChange={onChange}
        error={errorOf('orderNotionalMax')}
      />
      <AmountField
        label={text.totalMax}
        name="totalNotionalMax"
        form={form}
        onChange={onChange}
        error={errorOf('totalNotionalMax')}
      />
      <Field label={text.currency} hint={text.worth} error={errorOf('currency')}>
        {(control) => (
          <input
            {...control}
            className="input grant-short"
            maxLength={3}
            value={form.currency}
            onChange={(event) => onChange({ currency: event.target.value.toUpperCase() })}
          />
        )}
      </Field>
      <Field label={text.ordersMax} error={errorOf('ordersMax')}>
        {(control) => (
          <input
            {...control}
            className="input input-number grant-short"
            inputMode="numeric"
            value={form.ordersMax}
            onChange={(event) => onChange({ ordersMax: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={`${text.hours} (${text.hoursUnit})`}
        hint={text.hoursMax(hoursMax)}
        error={errorOf('lifetimeMs')}
      >
        {(control) => (
          <input
            {...control}
            className="input input-number grant-short"
            inputMode="decimal"
            value={form.hours}
            onChange={(event) => onChange({ hours: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

interface AmountFieldProps {
  readonly label: string;
  readonly name: 'orderNotionalMax' | 'totalNotionalMax';
  readonly form: GrantForm;
  readonly onChange: PartProps['onChange'];
  readonly error: string | null;
}

function AmountField({ label, name, form, onChange, error }: AmountFieldProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <div className="input-with-unit">
          <input
            {...control}
            className="input input-number"
            inputMode="decimal"
            value={form[name]}
            onChange={(event) => onChange({ [name]: event.target.value.trim() })}
          />
          <span className="input-unit">{form.currency}</span>
        </div>
      )}
    </Field>
  );
}
