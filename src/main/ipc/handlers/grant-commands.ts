import type { TradeGrants } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface GrantCommandsDeps {
  readonly trading: TradeGrants;
}

export function grantCommands({ trading }: GrantCommandsDeps): CommandArea<'grants'> {
  return {
    'grants.list': () => trading.grants(),
    'grants.make': (input) => trading.makeGrant(input),
    'grants.revoke': async ({ grantId }) => {
      await trading.revokeGrant(grantId);
      return { ok: true };
    },
  };
}
