import type { Account } from '../../shared/domain/account.ts';
import { type Read, useAppState, useRead } from '../app-context.tsx';
import { shownAccount } from '../store.ts';

export interface ShownAccount {
  readonly list: Read<Account[]>;
  readonly account: Account | null;
}

/** The account that the top bar shows, for the pages that are about one account. */
export function useShownAccount(): ShownAccount {
  const list = useRead('accounts.list', {});
  const chosenAccountId = useAppState((state) => state.chosenAccountId);
  return { list, account: shownAccount(list.value ?? [], chosenAccountId) };
}
