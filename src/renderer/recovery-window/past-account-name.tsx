import { useRead } from '../app-context.tsx';
import { ABSENT } from '../i18n/format-number.ts';
import { AccountName } from '../ui/account-name.tsx';

/** An account by its id, in its colour where that can be read; by the name that the row has otherwise. */
export function PastAccountName(props: { readonly accountId: string | null; readonly alias: string | null }) {
  const { accountId, alias } = props;
  const accounts = useRead('recovery.accounts', { offset: 0 }).value?.rows ?? [];
  const account = accounts.find(({ id }) => id === accountId);
  if (account !== undefined) return <AccountName account={{ ...account, alias: alias ?? account.alias }} />;
  return alias ?? ABSENT;
}
