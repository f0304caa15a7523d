import type { AccountId } from '../../shared/domain/account.ts';
import { useRead } from '../app-context.tsx';
import { ABSENT } from '../i18n/format-number.ts';
import { AccountName } from './account-name.tsx';

interface NamedAccountProps {
  /** null: the record has the name alone. */
  readonly accountId: AccountId | null;
  /** The name that the record has, which stays when the account is renamed or gone; absent: today's. */
  readonly alias?: string;
  readonly hasTags?: boolean;
}

/** An account wherever a list or a card names it: its colour of today beside the name. */
export function NamedAccount({ accountId, alias, hasTags = false }: NamedAccountProps) {
  const accounts = useRead('accounts.list', {}).value ?? [];
  const account = accounts.find((each) =>
    accountId === null ? each.alias === alias : each.id === accountId,
  );
  if (account === undefined) return alias ?? ABSENT;
  return <AccountName account={{ ...account, alias: alias ?? account.alias }} hasTags={hasTags} />;
}
