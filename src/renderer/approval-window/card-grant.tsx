import type { OrderCard } from '../../shared/domain/order-card.ts';
import { useRead } from '../app-context.tsx';
import { EMPTY_GRANT_FORM, type GrantForm } from '../grants/grant-form.ts';
import { GrantMaker } from '../grants/grant-maker.tsx';

/** A grant for orders like the one on the card. The order itself still waits: it is approved or declined by itself. */
export function CardGrant({ card, onBack }: { readonly card: OrderCard; readonly onBack: () => void }) {
  const accounts = useRead('accounts.list', {}).value ?? [];
  const account = accounts.find(({ alias }) => alias === card.account.alias);
  if (account === undefined) return null;
  return <GrantMaker account={account} initial={formFor(card)} isClientFixed onDone={onBack} />;
}

function formFor({ client, order, contract, notional }: OrderCard): GrantForm {
  const kinds =
    contract.isEtf === null ? EMPTY_GRANT_FORM.kinds : ([contract.isEtf ? 'etf' : 'stock'] as const);
  return {
    ...EMPTY_GRANT_FORM,
    clientName: client.name,
    symbols: order.symbol,
    sides: [order.side],
    kinds,
    currency: order.currency,
    orderNotionalMax: notional.worstCase ?? '',
  };
}
