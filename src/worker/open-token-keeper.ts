import type { MainCalls } from '../shared/ipc/main-calls.ts';
import type { RpcClient } from '../shared/rpc/rpc-client.ts';
import type { TigerConfig } from '../tiger/config.ts';
import { TokenKeeper, type TokenKeeperDeps } from './token-keeper.ts';

/** Writing a row takes milliseconds, on a slow disk a second. */
const STORED = { timeoutMs: 10_000, hasEffects: false } as const;
const TOLD = { timeoutMs: 5_000, hasEffects: false } as const;

/** @param main null: nobody keeps tokens, and a renewed one ends with this process */
export function openTokenKeeper(
  deps: Omit<TokenKeeperDeps, 'store' | 'onStatus' | 'config'> & { readonly config: TigerConfig },
  main: RpcClient<MainCalls> | null,
): TokenKeeper {
  const { tigerId } = deps.config;
  return new TokenKeeper({
    ...deps,
    store: async (tokenFile) => {
      await main?.call('token.store', { tigerId, tokenFile }, STORED);
    },
    // What is lost on the way is told again with the next change.
    onStatus: (token) => void main?.call('token.tell', { token }, TOLD).catch(() => undefined),
  });
}
