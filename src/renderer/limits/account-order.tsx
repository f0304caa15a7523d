import { ArrowUp } from 'lucide-react';
import type { Account, AccountId } from '../../shared/domain/account.ts';
import { limitsText as text } from '../i18n/en-limits.ts';
import { Button } from '../ui/button.tsx';

interface AccountOrderProps {
  readonly accounts: readonly Account[];
  readonly priority: readonly AccountId[];
  readonly onChange: (priority: AccountId[]) => void;
}

/** Ranked accounts first; those that nobody ranked come after them in their own order. */
export function rankedAccounts(accounts: readonly Account[], priority: readonly AccountId[]): Account[] {
  const rank = ({ id }: Account) => {
    const index = priority.indexOf(id);
    return index < 0 ? priority.length : index;
  };
  return [...accounts].sort((left, right) => rank(left) - rank(right));
}

export function AccountOrder({ accounts, priority, onChange }: AccountOrderProps) {
  const ranked = rankedAccounts(accounts, priority);
  const moveUp = (index: number) => {
    const ids = ranked.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved !== undefined) ids.splice(index - 1, 0, moved);
    onChange(ids);
  };
  return (
    <ol className="account-order">
      {ranked.map(({ id, alias }, index) => (
        <li key={id} className="row">
          <span>
            {index + 1}. {alias}
          </span>
          <span className="push" />
          <Button
            isSmall
            icon={<ArrowUp size={13} aria-hidden />}
            aria-label={text.moveUp(alias)}
            disabled={index === 0}
            onClick={() => moveUp(index)}
          />
        </li>
      ))}
    </ol>
  );
}
