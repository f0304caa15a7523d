import type { AccountId } from '../../shared/domain/account.ts';
import {
  type AccountEvent,
  accountEventSchema,
  type ConnectionEvent,
} from '../../shared/ipc/worker-events.ts';
import type { PushEvent } from '../../tiger/push/push-event.ts';
import type { PushState } from '../../tiger/push/push-state.ts';

type OfAccount = Extract<PushEvent, { readonly account: string }>;

/** In the language of the app. null: with members that no real message has. */
export function accountEventOf(event: OfAccount, accountId: AccountId): AccountEvent | null {
  const parsed = accountEventSchema.safeParse(draftOf(event, accountId));
  return parsed.success ? parsed.data : null;
}

/** null: closed by us, of which main knows. */
export function connectionEventOf({ name, text, nextStep }: PushState): ConnectionEvent | null {
  return name === 'closed' ? null : { name: 'state', state: name, text, nextStep };
}

function draftOf(event: OfAccount, accountId: AccountId): unknown {
  switch (event.kind) {
    case 'order':
      return {
        name: 'order',
        accountId,
        brokerOrderId: event.brokerOrderId,
        symbol: event.symbol,
        statusText: event.status,
        filledQuantity: event.filledQuantity,
        updatedAtMs: event.updatedAtMs,
      };
    case 'fill':
      return {
        name: 'fill',
        accountId,
        fillId: event.fillId,
        brokerOrderId: event.brokerOrderId,
        symbol: event.symbol,
        price: event.price,
        quantity: event.quantity,
        timeMs: event.timeMs,
      };
    case 'position':
      return {
        name: 'position',
        accountId,
        symbol: event.symbol,
        securityType: event.securityType,
        quantity: event.quantity,
      };
    case 'asset':
      return { name: 'asset', accountId, currency: event.currency, netLiquidation: event.netLiquidation };
  }
}
