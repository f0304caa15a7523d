import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { currencySchema } from '../../shared/domain/instrument.ts';
import { riskText as text } from '../i18n/en-risk.ts';
import { Button } from '../ui/button.tsx';

interface CurrencyCapsProps {
  readonly title: string;
  readonly caps: Readonly<Record<string, string>>;
  readonly onChange: (caps: Readonly<Record<string, string>>) => void;
}

export function CurrencyCaps({ title, caps, onChange }: CurrencyCapsProps) {
  const remove = (removed: string) =>
    onChange(Object.fromEntries(Object.entries(caps).filter(([currency]) => currency !== removed)));
  return (
    <div className="caps">
      {Object.entries(caps).map(([currency, cap]) => (
        <div key={currency} className="cap">
          <span className="input-unit">{currency}</span>
          <input
            className="input input-number"
            inputMode="decimal"
            aria-label={text.capOf(title, currency)}
            value={cap}
            onChange={(event) => onChange({ ...caps, [currency]: event.target.value })}
          />
          <Button
            isSmall
            variant="quiet"
            aria-label={text.removeCurrency(title, currency)}
            icon={<X size={13} aria-hidden />}
            onClick={() => remove(currency)}
          />
        </div>
      ))}
      <NewCap taken={caps} onAdd={(currency) => onChange({ ...caps, [currency]: '' })} />
    </div>
  );
}

interface NewCapProps {
  readonly taken: Readonly<Record<string, string>>;
  readonly onAdd: (currency: string) => void;
}

function NewCap({ taken, onAdd }: NewCapProps) {
  const [code, setCode] = useState('');
  const isUsable = currencySchema.safeParse(code).success && !Object.hasOwn(taken, code);
  return (
    <div className="cap">
      <input
        className="input cap-code"
        aria-label={text.currencyCode}
        placeholder="EUR"
        maxLength={3}
        value={code}
        onChange={(event) => setCode(event.target.value.toUpperCase())}
      />
      <Button
        icon={<Plus size={14} aria-hidden />}
        disabled={!isUsable}
        onClick={() => {
          onAdd(code);
          setCode('');
        }}
      >
        {text.addCurrency}
      </Button>
    </div>
  );
}
