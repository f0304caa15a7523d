import * as z from 'zod';
import { accountArgument, HONESTY, prompt } from './prompt.ts';

export const riskReport = prompt({
  name: 'risk_report',
  title: 'Risk report',
  description:
    'Concentration, currencies, margin and open orders of your accounts, with the largest risks first.',
  icon: 'risk',
  tools: ['tiger_list_accounts', 'tiger_get_account_info', 'tiger_get_positions', 'tiger_get_orders'],
  input: z.strictObject({ account_id: accountArgument() }),
  text: ({
    account_id,
  }) => `Write a risk report for ${account_id === undefined ? 'all my accounts' : `my account ${account_id}`}.

1. ${account_id === undefined ? 'List the accounts (tiger_list_accounts)' : 'Look at the state of the account (tiger_list_accounts)'} and take assets and margin (tiger_get_account_info), all positions (tiger_get_positions, to the last page) and open orders (tiger_get_orders with status open).
2. Concentration: the share of the largest position and of the five largest in net liquidation.
3. Currencies: market value by currency.
4. Margin: initial and maintenance margin against equity, buying power, and what a fall of 10 % and 20 % of all positions would leave.
5. Open orders: what each would change if it were filled.
6. List the three largest risks with the figures behind them. Propose no order unless I ask.

${HONESTY}`,
});
