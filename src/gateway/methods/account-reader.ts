import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import type { GatewayServices, MethodCall } from '../method-table.ts';
import { optionalText, readBiz } from './biz-parameters.ts';

const accountSchema = z.looseObject({ account: optionalText });

/** The account named by the call. Someone else's account is refused like one that does not exist. */
export function readAccount({ store }: Pick<GatewayServices, 'store'>, call: MethodCall): AccountState {
  const { account } = readBiz(accountSchema, call.biz);
  if (account === null) throw businessError("field 'account' cannot be empty");
  const found = Object.hasOwn(store.state.accounts, account) ? store.state.accounts[account] : undefined;
  if (found === undefined || found.tigerId !== call.developer.tigerId) {
    throw businessError(`account ${account.slice(0, 20)} is not an account of this developer`);
  }
  return found;
}
