import * as z from 'zod';
import { wordInput } from '../tolerant-input.ts';
import { accountArgument, HONESTY, prompt, symbolArgument } from './prompt.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const optionsStrategy = prompt({
  name: 'options_strategy',
  title: 'Compare option strategies',
  description:
    'Compares strategies that fit your view of a share, with cost, break-even, largest gain and loss.',
  icon: 'options',
  tools: ['tiger_get_quote', 'tiger_get_option_expirations', 'tiger_get_option_chain'],
  input: z.strictObject({
    symbol: symbolArgument().describe('The underlying, e.g. AAPL or 00700.'),
    outlook: wordInput(['bullish', 'bearish', 'neutral', 'volatile', 'income', 'protect']).describe(
      'bullish, bearish, neutral, volatile, income or protect.',
    ),
    expiry: z
      .string()
      .regex(DAY, 'must be a day such as 2026-12-18')
      .optional()
      .describe('Expiry day, e.g. 2026-12-18; without it a fitting one is chosen.'),
    account_id: accountArgument().describe('Alias of the account whose position in the share counts.'),
  }),
  text: ({
    symbol,
    outlook,
    expiry,
    account_id,
  }) => `Compare option strategies on ${symbol} for this outlook: ${outlook}.

1. Read the quote of ${symbol} (tiger_get_quote)${account_id === undefined ? '' : ` and what my account ${account_id} holds of it (tiger_get_positions)`}.
2. ${expiry === undefined ? 'Choose an expiry from tiger_get_option_expirations and say why' : `Use the expiry ${expiry}`}; read its chain (tiger_get_option_chain).
3. Compare two or three strategies: legs, net debit or credit at bid and ask (not at the middle), break-even, largest gain, largest loss, and the open interest and spread of each leg.
4. Warn of early exercise, assignment, and of a contract that hardly trades. Propose no order unless I ask.

${HONESTY}`,
});
