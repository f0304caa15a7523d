import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { type AuditActor, auditActorSchema, auditKindSchema } from '../../shared/domain/audit-event.ts';
import { auditText as text } from '../i18n/en-audit.ts';
import { auditActorWords } from '../i18n/en-domain.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { AUDIT_AREAS, type AuditFilterForm, NO_AUDIT_FILTER } from './audit-filter.ts';

interface AuditFiltersProps {
  readonly form: AuditFilterForm;
  readonly accounts: readonly Account[];
  /** The names of all clients on record. */
  readonly clients: readonly string[];
  readonly onChange: (form: AuditFilterForm) => void;
  /** What is done with the events that the filter shows. */
  readonly actions: ReactNode;
}

export function AuditFilters({ form, accounts, clients, onChange, actions }: AuditFiltersProps) {
  const set = (patch: Partial<AuditFilterForm>) => onChange({ ...form, ...patch });
  return (
    <search className="filters">
      <Field label={text.search}>
        {(control) => (
          <input
            {...control}
            type="search"
            className="input"
            maxLength={200}
            placeholder={text.searchPlaceholder}
            value={form.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
      <Field label={text.kind}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={form.kind}
            onChange={(event) => set({ kind: event.target.value })}
          >
            <option value="">{text.anyKind}</option>
            {AUDIT_AREAS.map((area) => (
              <optgroup key={area} label={area}>
                <option value={area}>{`${area}: all`}</option>
                {auditKindSchema.options
                  .filter((kind) => kind.startsWith(`${area}.`))
                  .map((kind) => (
                    <option key={kind}>{kind}</option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <Choice
        label={text.actor}
        none={text.anyActor}
        value={form.actor}
        options={auditActorSchema.options.map((actor) => [actor, auditActorWords[actor]])}
        onChange={(actor) => set({ actor: actor as AuditActor | '' })}
      />
      <Choice
        label={text.account}
        none={text.anyAccount}
        value={form.accountId}
        options={accounts.map((account) => [account.id, account.alias])}
        onChange={(accountId) => set({ accountId })}
      />
      <Choice
        label={text.client}
        none={text.anyClient}
        value={form.clientName}
        options={clients.map((name) => [name, name])}
        onChange={(clientName) => set({ clientName })}
      />
      <div className="filters-days">
        <Day label={text.from} value={form.fromDay} onChange={(fromDay) => set({ fromDay })} />
        <Day label={text.to} value={form.toDay} onChange={(toDay) => set({ toDay })} />
        <Button variant="quiet" icon={<X size={15} aria-hidden />} onClick={() => onChange(NO_AUDIT_FILTER)}>
          {text.clear}
        </Button>
        <span className="push" />
        {actions}
      </div>
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly none: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, none, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{none}</option>
          {options.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
