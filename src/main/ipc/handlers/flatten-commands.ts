import type { AccountId } from '../../../shared/domain/account.ts';
import type { TradeFlattening } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface FlattenCommandsDeps {
  readonly trading: TradeFlattening;
  readonly openFlatten: (accountId: AccountId | null) => Promise<void>;
}

export function flattenCommands({ trading, openFlatten }: FlattenCommandsDeps): CommandArea<'flatten'> {
  return {
    'flatten.open': async ({ accountId }) => {
      await openFlatten(accountId);
      return { ok: true };
    },
    'flatten.plan': ({ accountId, style }) => trading.flatten.plan(accountId, style),
    'flatten.confirm': (input) => trading.flatten.confirm(input),
    'flatten.latest': ({ accountId }) => trading.flatten.latest(accountId),
  };
}
