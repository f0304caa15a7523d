import * as z from 'zod';
import { accountArgument, HONESTY, prompt, wordsArgument } from './prompt.ts';

export const portfolioReview = prompt({
  name: 'portfolio_review',
  title: 'Review my portfolio',
  description: 'What you hold, how it has done, and what stands out, from the broker’s own figures.',
  icon: 'portfolio',
  tools: ['tiger_list_accounts', 'tiger_get_account_info', 'tiger_get_positions'],
  input: z.strictObject({
    account_id: accountArgument(),
    focus: wordsArgument('What to look at above all, e.g. dividends or technology shares.').optional(),
  }),
  text: ({
    account_id,
    focus,
  }) => `Review ${account_id === undefined ? 'my portfolio over all accounts' : `the portfolio of my account ${account_id}`}.
${focus === undefined ? '' : `Look above all at: ${focus}.\n`}
1. ${account_id === undefined ? 'List the accounts (tiger_list_accounts) and take' : 'Take'} assets (tiger_get_account_info) and all positions (tiger_get_positions; follow next_offset to the end).
2. Show a table of the positions: symbol, quantity, average cost, last price, market value, unrealised profit in money and percent, share of the account.
3. Say what stands out: the largest positions, gains and losses, cash and margin, currencies.
4. End with what I may want to look at next. Propose no order unless I ask.

${HONESTY}`,
});
