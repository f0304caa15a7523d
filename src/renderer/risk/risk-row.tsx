import { useId } from 'react';
import { DEFAULT_RISK_SETTINGS } from '../../shared/domain/risk-settings.ts';
import { riskText as text } from '../i18n/en-risk.ts';
import { Badge } from '../ui/badge.tsx';
import { Switch } from '../ui/switch.tsx';
import { CurrencyCaps } from './currency-caps.tsx';
import { RISK_FIELDS, type RiskFieldName } from './risk-fields.ts';
import { type RiskFormValue, toRiskForm } from './risk-form.ts';

const DEFAULTS = toRiskForm(DEFAULT_RISK_SETTINGS);

interface RiskRowProps {
  readonly name: RiskFieldName;
  readonly value: RiskFormValue;
  readonly isChanged: boolean;
  readonly error: string | null;
  readonly onChange: (value: RiskFormValue) => void;
}

export function RiskRow({ name, value, isChanged, error, onChange }: RiskRowProps) {
  const hintId = useId();
  const { title, explanation } = text.fields[name];
  return (
    <div className="setting-row">
      <div>
        <div className="setting-title row">
          {title}
          {isChanged ? <Badge tone="accent">{text.changed}</Badge> : null}
        </div>
        <div className="field-hint" id={hintId}>
          {explanation} {defaultText(name)}
        </div>
        {error === null ? null : (
          <div className="field-error" role="alert">
            {error}
          </div>
        )}
      </div>
      <RiskControl name={name} value={value} isInvalid={error !== null} hintId={hintId} onChange={onChange} />
    </div>
  );
}

function defaultText(name: RiskFieldName): string {
  const value = DEFAULTS[name];
  const field = RISK_FIELDS[name];
  if (typeof value === 'boolean') return `${text.default(value ? text.on : text.off)}.`;
  if (typeof value === 'object') {
    const caps = Object.entries(value).map(([currency, cap]) => `${currency} ${cap}`);
    return `${text.default(caps.join(', '))}.`;
  }
  if (field.kind === 'symbols') return `${text.default(text.noSymbols)}.`;
  return `${text.default(`${value} ${'unit' in field ? text.units[field.unit] : ''}`)}.`;
}

interface RiskControlProps {
  readonly name: RiskFieldName;
  readonly value: RiskFormValue;
  readonly isInvalid: boolean;
  readonly hintId: string;
  readonly onChange: (value: RiskFormValue) => void;
}

function RiskControl({ name, value, isInvalid, hintId, onChange }: RiskControlProps) {
  const field = RISK_FIELDS[name];
  const { title } = text.fields[name];
  if (typeof value === 'boolean') {
    return <Switch label={title} describedBy={hintId} isOn={value} onChange={onChange} />;
  }
  if (typeof value === 'object') return <CurrencyCaps title={title} caps={value} onChange={onChange} />;
  if (field.kind === 'symbols') {
    return (
      <input
        className="input setting-input"
        spellCheck={false}
        placeholder="AAPL, 00700"
        aria-label={title}
        aria-describedby={hintId}
        aria-invalid={isInvalid}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <div className="input-with-unit setting-input">
      <input
        className="input input-number"
        inputMode="decimal"
        aria-label={title}
        aria-describedby={hintId}
        aria-invalid={isInvalid}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="input-unit">{'unit' in field ? text.units[field.unit] : ''}</span>
    </div>
  );
}
