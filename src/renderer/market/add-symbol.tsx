import { Plus } from 'lucide-react';
import { useState } from 'react';
import { WATCH_LIST_MAX } from '../../shared/domain/app-settings.ts';
import { normaliseSymbol, symbolSchema } from '../../shared/domain/instrument.ts';
import { marketText as text } from '../i18n/en-market.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

interface AddSymbolProps {
  readonly listed: readonly string[];
  readonly isBusy: boolean;
  readonly onAdd: (symbol: string) => void;
}

export function AddSymbol({ listed, isBusy, onAdd }: AddSymbolProps) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      className="market-add"
      onSubmit={(event) => {
        event.preventDefault();
        const symbol = normaliseSymbol(typed);
        const problem = problemOf(symbol, listed);
        setError(problem);
        if (problem !== null) return;
        setTyped('');
        onAdd(symbol);
      }}
    >
      <Field label={text.addLabel} error={error}>
        {(control) => (
          <input
            {...control}
            className="input"
            value={typed}
            placeholder={text.addPlaceholder}
            autoComplete="off"
            spellCheck={false}
            maxLength={24}
            onChange={(event) => {
              setTyped(event.target.value);
              setError(null);
            }}
          />
        )}
      </Field>
      <Button type="submit" icon={<Plus size={14} aria-hidden />} isBusy={isBusy}>
        {text.add}
      </Button>
    </form>
  );
}

export function problemOf(symbol: string, listed: readonly string[]): string | null {
  if (!symbolSchema.safeParse(symbol).success) return text.invalid;
  if (listed.includes(symbol)) return text.listed;
  return listed.length >= WATCH_LIST_MAX ? text.full(WATCH_LIST_MAX) : null;
}
