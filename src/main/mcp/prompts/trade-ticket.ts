import * as z from 'zod';
import { positiveDecimalInput, wordInput } from '../tolerant-input.ts';
import { accountArgument, HONESTY, prompt, symbolArgument, wordsArgument } from './prompt.ts';

export const tradeTicket = prompt({
  name: 'trade_ticket',
  title: 'Prepare an order',
  description: 'Looks at contract, quote and costs, shows the ticket, and proposes the order once you agree.',
  icon: 'trade',
  tools: ['tiger_get_contracts', 'tiger_get_quote', 'tiger_preview_order', 'tiger_place_order'],
  input: z.strictObject({
    symbol: symbolArgument(),
    side: wordInput(['BUY', 'SELL'], { b: 'BUY', s: 'SELL' }).describe('BUY or SELL.'),
    quantity: positiveDecimalInput().describe('How many shares or contracts.'),
    account_id: accountArgument().describe('Alias of the account; asked for when you leave it out.'),
    limit_price: positiveDecimalInput()
      .optional()
      .describe('Limit price; without it one near the quote is suggested.'),
    reason: wordsArgument('Why you want it; shown with the order when you decide.').optional(),
  }),
  text: ({
    symbol,
    side,
    quantity,
    account_id,
    limit_price,
    reason,
  }) => `Prepare this order and show me the ticket before you propose it: ${side} ${quantity} ${symbol}${limit_price === undefined ? '' : `, limit ${limit_price}`}${account_id === undefined ? '' : ` in my account ${account_id}`}.
${reason === undefined ? '' : `My reason: ${reason}.\n`}
1. ${account_id === undefined ? 'Ask me for the account, naming those of tiger_list_accounts with their mode. ' : ''}Check the contract (tiger_get_contracts): tradeable, lot size, price step.
2. Read the quote (tiger_get_quote). ${limit_price === undefined ? 'Suggest a limit price on the price step near bid and ask.' : 'Say how far the limit is from bid and ask.'}
3. Run tiger_preview_order; show commission, margin and every control that warns or blocks.
4. Show the ticket in one table and wait for my word. Only then call tiger_place_order, once, with a request_id and my reason as rationale. It only proposes: I decide in the window of Tiger MCP Desktop.
5. Tell me the status that came back, word for word in what it means, and follow its next_step.

${HONESTY}`,
});
