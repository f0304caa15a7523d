import * as z from 'zod';
import { absolute, compare, ZERO } from '../../../../shared/domain/decimal.ts';
import { securityTypeSchema } from '../../../../shared/domain/instrument.ts';
import { figure } from '../../account-fields.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import {
  accountRow,
  accountRowJson,
  mergedHoldings,
  portfolioFacts,
  portfolioFactsJson,
  portfolioInput,
  totalOf,
} from './portfolio-json.ts';
import { readPortfolio } from './read-portfolio.ts';

/** About 300 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const POSITIONS_PER_ANSWER_MAX = 100;

const output = z.strictObject({
  ...portfolioFacts,
  totals: z
    .strictObject({
      net_liquidation: figure,
      cash_balance: figure,
      gross_position_value: figure,
      unrealized_pnl: figure,
      realized_pnl: figure,
      today_pnl: figure,
    })
    .describe('Over all accounts; null as soon as one account has no figure or no rate: see missing.'),
  accounts: z.array(accountRow),
  positions: z
    .array(
      z.strictObject({
        symbol: z.string(),
        name: untrustedText,
        security_type: securityTypeSchema,
        position_currency: figure.describe('Of market_value and unrealized_pnl.'),
        quantity: z.string().describe('Negative: short.'),
        market_value: figure,
        unrealized_pnl: figure,
        market_value_converted: figure,
        accounts: z.array(z.string()),
      }),
    )
    .describe('Merged over the accounts; largest first.'),
  total_positions: z.int(),
  truncated: z.boolean().describe(`true: only the largest ${POSITIONS_PER_ANSWER_MAX} are shown.`),
});

export const getPortfolio = readTool({
  name: 'tiger_get_portfolio',
  title: 'Get the whole portfolio',
  description:
    'All accounts together in one currency: totals, a row for each account, positions merged by symbol.',
  toolset: 'portfolio',
  input: z.strictObject(portfolioInput),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ currency = 'USD', account_ids }, context) => {
    const portfolio = await readPortfolio(context, currency, account_ids);
    const holdings = mergedHoldings(portfolio).sort((left, right) =>
      compare(absolute(right.converted ?? ZERO), absolute(left.converted ?? ZERO)),
    );
    return {
      ...portfolioFactsJson(portfolio, currency),
      totals: {
        net_liquidation: totalOf(portfolio, (assets) => assets.netLiquidation),
        cash_balance: totalOf(portfolio, (assets) => assets.cashBalance),
        gross_position_value: totalOf(portfolio, (assets) => assets.grossPositionValue),
        unrealized_pnl: totalOf(portfolio, (assets) => assets.unrealizedPnl),
        realized_pnl: totalOf(portfolio, (assets) => assets.realizedPnl),
        today_pnl: totalOf(portfolio, (assets) => assets.todayPnl),
      },
      accounts: portfolio.parts.map((part) => accountRowJson(part, portfolio, context.clock.nowMs())),
      positions: holdings.slice(0, POSITIONS_PER_ANSWER_MAX).map((holding) => ({
        symbol: holding.position.symbol,
        name: holding.position.name,
        security_type: holding.position.securityType,
        position_currency: holding.position.currency,
        quantity: holding.quantity,
        market_value: holding.marketValue,
        unrealized_pnl: holding.unrealizedPnl,
        market_value_converted: holding.converted,
        accounts: [...holding.accounts],
      })),
      total_positions: holdings.length,
      truncated: holdings.length > POSITIONS_PER_ANSWER_MAX,
    };
  },
});
