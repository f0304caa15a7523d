import * as z from 'zod';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';

import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const input = z.strictObject({
  ...readAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  currency: z.string().describe('Currency of all amounts but those in currencies.'),
  net_liquidation: figure,
  equity_with_loan: figure,
  cash_balance: figure,
  cash_available_for_trade: figure,
  buying_power: figure,
  initial_margin: figure,
  maintenance_margin: figure,
  excess_liquidity: figure,
  gross_position_value: figure,
  unrealized_pnl: figure,
  realized_pnl: figure,
  today_pnl: figure,
  currencies: z.array(
    z.strictObject({
      currency: z.string(),
      cash_balance: figure,
      rate_to_base: figure.describe("Units of the account's currency for one unit of this one."),
    }),
  ),
  ...provenanceFields,
});

export const getAccountInfo = readTool({
  name: 'tiger_get_account_info',
  title: 'Get account assets',
  description:
    'Cash, buying power, margin, net liquidation and profit of one account. Use it before sizing an order.',
  toolset: 'portfolio',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id }, context) => {
    const { account, read } = context.accounts.readable(account_id);
    const assets = await read('account.assets', {}, { timeoutMs: READ_TIMEOUT_MS, signal: context.signal });
    return {
      ...accountJson(account),
      currency: assets.currency,
      net_liquidation: assets.netLiquidation,
      equity_with_loan: assets.equityWithLoan,
      cash_balance: assets.cashBalance,
      cash_available_for_trade: assets.cashAvailableForTrade,
      buying_power: assets.buyingPower,
      initial_margin: assets.initialMargin,
      maintenance_margin: assets.maintenanceMargin,
      excess_liquidity: assets.excessLiquidity,
      gross_position_value: assets.grossPositionValue,
      unrealized_pnl: assets.unrealizedPnl,
      realized_pnl: assets.realizedPnl,
      today_pnl: assets.todayPnl,
      currencies: assets.currencies.map(({ currency, cashBalance, rateToBase }) => ({
        currency,
        cash_balance: cashBalance,
        rate_to_base: rateToBase,
      })),
      ...provenanceJson(assets.provenance, context.clock.nowMs()),
    };
  },
});
