import { AppError } from '../../../../shared/app-error.ts';
import type { Account } from '../../../../shared/domain/account.ts';
import type { BrokerOrder } from '../../../../shared/domain/order.ts';
import { readLimits } from '../../data-account.ts';
import { accountInput } from '../../tolerant-input.ts';
import type { ReadContext } from '../../tool.ts';

/** Each costs a call; a user with more accounts than this is asked to name one. */
const ACCOUNTS_ASKED_MAX = 10;

export const orderAccountInput = {
  account_id: accountInput('Alias; default the account that has the order.').optional(),
};

interface PlacedOrder {
  readonly account: Account;
  /** null: the named account has none of that number. */
  readonly order: BrokerOrder | null;
}

/**
 * The account that has an order. Nothing is routed: the broker's number belongs to one order of one account, and without
 * a name every account that the client may read is asked whose it is. @throws AppError not_found, invalid_input
 */
export async function orderOf(
  orderId: string,
  accountRef: string | undefined,
  context: ReadContext,
): Promise<PlacedOrder> {
  if (accountRef !== undefined) return ask(context.accounts.readable(accountRef), orderId, context);
  const accounts = context.accounts.list();
  if (accounts.length > ACCOUNTS_ASKED_MAX) throw unnamed(`there are ${accounts.length} accounts`);
  const silent: string[] = [];
  const answers = await Promise.all(
    accounts.map(async ({ id, alias }) => {
      try {
        return await ask(context.accounts.readable(id), orderId, context);
      } catch (error) {
        if (!(error instanceof AppError) || context.signal.aborted) throw error;
        silent.push(alias);
        return null;
      }
    }),
  );
  const [found, ...others] = answers.filter((answer) => answer !== null && answer.order !== null);
  if (found === undefined || found === null) throw noSuchOrder(orderId, silent);
  if (others.length > 0) throw unnamed('more than one account has an order of that number');
  return found;
}

/** For a change or a cancel: a named account is taken at its word, since the desk looks at the order itself. */
export async function accountOfOrder(
  orderId: string,
  accountRef: string | undefined,
  context: ReadContext,
): Promise<Account> {
  if (accountRef !== undefined) return context.accounts.get(accountRef);
  return (await orderOf(orderId, undefined, context)).account;
}

async function ask(
  { account, read }: ReturnType<ReadContext['accounts']['readable']>,
  orderId: string,
  context: ReadContext,
): Promise<PlacedOrder> {
  const { order } = await read('orders.get', { brokerOrderId: orderId }, readLimits(context));
  return { account, order };
}

function noSuchOrder(orderId: string, silent: readonly string[]): AppError {
  const unasked = silent.length === 0 ? '' : ` These did not answer: ${silent.join(', ')}.`;
  return new AppError('not_found', `No account that answered has an order ${orderId}.${unasked}`, {
    nextStep: 'tiger_get_orders lists the orders of an account; name the account in account_id.',
  });
}

function unnamed(reason: string): AppError {
  return new AppError('invalid_input', `account_id: is needed, because ${reason}`, {
    nextStep: 'Name the account that has the order; tiger_get_orders lists the orders of an account.',
  });
}
