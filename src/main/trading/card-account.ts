import type { Account, AccountProfile } from '../../shared/domain/account.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';

/** The account as every card names it. `mode`: as the broker proved it when the card was made. */
export function cardAccount(
  account: Account,
  profile: AccountProfile | null,
  mode: OrderCard['account']['mode'],
): OrderCard['account'] {
  return {
    alias: account.alias,
    label: account.label,
    lastFour: profile?.lastFour ?? account.lastFour,
    mode,
    isDemo: account.isDemo,
  };
}
