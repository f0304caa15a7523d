import { type Account, isLive } from '../../shared/domain/account.ts';
import { combinationRoot, sideOfLeg, turned } from '../../shared/domain/combination.ts';
import { isOption } from '../../shared/domain/option-identifier.ts';
import { type BrokerOrder, isOpen, type OrderDraft, type Side } from '../../shared/domain/order.ts';
import { ORDERS_PER_CALL_MAX } from '../../shared/ipc/worker-calls/order-read-calls.ts';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import type { OtherAccounts, OwnOrderElsewhere } from '../risk/control-facts.ts';
import { independentOrders, remainingOf } from '../risk/independent-orders.ts';
import { byLeg } from '../risk/open-legs.ts';

/** Less than for the account's own facts: an account that hangs must not hold up the orders of the others. */
const READ_TIMEOUT_MS = 4_000;

/** Accounts whose orders can meet those of this one: demo, paper and live ones are three markets. */
export function comparableAccounts(accounts: AccountDirectory, account: Account): Account[] {
  return accounts
    .list()
    .filter(
      (other) =>
        other.id !== account.id &&
        other.isDemo === account.isDemo &&
        isLive(other.mode) === isLive(account.mode),
    );
}

/** The open orders on a symbol of all comparable accounts, read side by side. Never throws. */
export async function readOtherAccounts(
  accounts: AccountDirectory,
  account: Account,
  order: OrderDraft,
  signal?: AbortSignal,
): Promise<OtherAccounts> {
  // Other orders on the legs of a combination are filed under its share, and combinations are not found by an option.
  const symbol = isOption(order.symbol) ? null : (combinationRoot(order.symbol) ?? order.symbol);
  const query = { scope: 'open', symbol, startMs: null, endMs: null, limit: ORDERS_PER_CALL_MAX } as const;
  const options = { timeoutMs: READ_TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) };
  const read = async ({ id, alias }: Account): Promise<OwnOrderElsewhere[] | null> => {
    try {
      const list = await accounts.reads(id).read('orders.list', query, options);
      if (list.isTruncated) return null;
      const open = independentOrders(byLeg(list.orders.filter(({ status }) => isOpen(status))));
      return open.flatMap((other) => {
        const side = sideAgainst(order, other);
        return side === null ? [] : [{ accountAlias: alias, side, quantity: remainingOf(other) }];
      });
    } catch {
      return null;
    }
  };
  const others = comparableAccounts(accounts, account);
  const answers = await Promise.all(others.map(read));
  return {
    orders: answers.flatMap((orders) => orders ?? []),
    unread: others.filter((_, index) => answers[index] === null).map(({ alias }) => alias),
  };
}

/** On which side of this order another one is; of a combination, by the leg that both trade. null: it is about something else. */
export function sideAgainst(order: OrderDraft, other: Pick<BrokerOrder, 'symbol' | 'side'>): Side | null {
  if (order.legs === null) return other.symbol === order.symbol ? other.side : null;
  const leg = order.legs.find(({ symbol }) => symbol === other.symbol);
  if (leg === undefined) return null;
  return sideOfLeg(order.side, leg) === other.side ? order.side : turned(order.side);
}
